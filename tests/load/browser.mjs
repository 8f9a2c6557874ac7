// What the scripts of this folder share: Debian's Chromium, and a resident who signs in.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export function launch() {
  return chromium.launch({
    executablePath: process.env.PAM_CHROMIUM ?? installed("chromium"),
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

export async function person(browser, settings = {}) {
  const page = await (await browser.newContext(settings)).newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

export async function signIn(page, base, email, password) {
  await page.goto(`${base}/ca/sign-in`);
  await page.fill("input[name=email]", email);
  await page.fill("input[name=password]", password);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.endsWith("/sign-in")),
    page.click("form:has(input[name=password]) button[type=submit]"),
  ]);
}

function installed(name) {
  const found = (process.env.PATH ?? "").split(":").map((folder) => join(folder, name)).find(existsSync);
  if (!found) throw new Error(`no ${name} on the PATH; PAM_CHROMIUM names one`);
  return found;
}
