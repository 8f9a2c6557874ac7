// Two people in a browser: a resident posts, a visitor looks at the same page. Prints, in milliseconds of this machine's
// clock, how long after each click the visitor's page had changed, and how long after it the next frame was drawn.
import { launch, person, signIn } from "./browser.mjs";

const [base, path, email, password, times] = process.argv.slice(2);
const browser = await launch();
try {
  const resident = await person(browser);
  const visitor = await person(browser);
  await signIn(resident, base, email, password);
  await Promise.all([live(resident), live(visitor)]);
  await resident.evaluate(markClicks);
  await visitor.evaluate(watchArrivals);
  const changed = [], painted = [];
  for (let n = 1; n <= Number(times); n += 1) {
    await resident.fill("form[data-comment-form] [name=body]", `Clic ${n}`);
    await resident.click("form[data-comment-form] button[type=submit]");
    await resident.waitForFunction((n) =>
      [...document.querySelectorAll("article[data-comment]")].some((a) => a.textContent.includes(`Clic ${n}`)) &&
      document.querySelector("form[data-comment-form] [name=body]").value === "", n);
    const clicked = await resident.evaluate(() => window.clicked);
    const arrival = await visitor.waitForFunction(
      (clicked) => window.arrived.find((arrival) => arrival.changed >= clicked && arrival.painted), clicked);
    const arrived = await arrival.jsonValue();
    changed.push(arrived.changed - clicked);
    painted.push(arrived.painted - clicked);
  }
  console.log(JSON.stringify({ changed, painted }));
} finally {
  await browser.close();
}

/** Opens the proposal and waits until it listens: from then on it has also been taken over by the script. */
async function live(page) {
  const stream = page.waitForResponse((response) => new URL(response.url()).pathname === "/live");
  await page.goto(`${base}${path}`);
  await stream;
}

function markClicks() {
  document.addEventListener("click", () => (window.clicked = now()), { capture: true });
  function now() { return performance.timeOrigin + performance.now(); }
}

/** The pill that counts what has come, and comments that appear: either may change first. */
function watchArrivals() {
  const now = () => performance.timeOrigin + performance.now();
  const state = () => {
    const pills = [...document.querySelectorAll("main [role=status] button")].map((pill) => pill.textContent);
    return `${document.querySelectorAll("article[data-comment]").length} ${pills.join(" ")}`;
  };
  let last = state();
  window.arrived = [];
  new MutationObserver(() => {
    if (state() === last) return;
    last = state();
    const arrival = { changed: now() };
    window.arrived.push(arrival);
    requestAnimationFrame(() => requestAnimationFrame(() => (arrival.painted = now())));
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
