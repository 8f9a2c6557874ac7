// First visits of a signed-in resident with an old phone on a slow line. Prints, in milliseconds since the visit began,
// when the comment form's own script takes what is sent, and what passed until then.
import { launch, person, signIn } from "./browser.mjs";

const [base, path, email, password, times] = process.argv.slice(2);
/** A phone of some years ago, and Lighthouse's slow 4G. */
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const slowness = 4;
const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

const browser = await launch();
try {
  const first = await person(browser);
  await signIn(first, base, email, password);
  const cookies = await first.context().cookies();
  const seen = { interactive: [], document: [], paint: [], download: [], compile: [], hydrate: [] };
  for (let n = 0; n < Number(times); n += 1) {
    for (const [name, value] of Object.entries(await visit(cookies))) seen[name].push(value);
  }
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}

/** A browser that has never been here, but for the cookie. */
async function visit(cookies) {
  const page = await person(browser, phone);
  await page.context().addCookies(cookies);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.clearBrowserCache");
  await devtools.send("Network.emulateNetworkConditions", line);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  await page.addInitScript(watch);
  await page.goto(base + path, { waitUntil: "commit" });
  await page.waitForFunction(() => window.seen?.interactive && window.seen.compiled, null, { polling: 100 });
  const seen = await page.evaluate(collect);
  // It was the app's own refusal of an empty comment.
  await page.waitForSelector("form[data-comment-form] [name=body][aria-invalid=true]");
  await page.context().close();
  return seen;
}

/**
 * Runs before anything of the page: sends the empty comment form again and again, as an impatient person would, until
 * the app's script takes it. Until then nothing leaves: the browser would load the page that the plain form leads to.
 */
function watch() {
  const seen = (window.seen = {});
  const build = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const built = await build.apply(WebAssembly, given);
    // The first is the page's; others are fetched later.
    seen.compiled ??= performance.now();
    return built;
  };
  addEventListener("submit", (event) => {
    // Here, after the form's own listeners: what they take, they have kept from the browser.
    if (event.defaultPrevented) seen.interactive ??= performance.now();
    else event.preventDefault();
  });
  const knock = setInterval(() => {
    if (seen.interactive) return clearInterval(knock);
    document.querySelector("form[data-comment-form]")?.requestSubmit();
  }, 20);
}

function collect() {
  const { interactive, compiled } = window.seen;
  const files = performance.getEntriesByType("resource").filter(({ name }) => /\/pkg\/.*\.(css|js|wasm)$/.test(name));
  const download = Math.max(...files.map((file) => file.responseEnd));
  return {
    interactive,
    document: performance.getEntriesByType("navigation")[0].responseEnd,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? interactive,
    download,
    compile: compiled - download,
    hydrate: interactive - compiled,
  };
}
