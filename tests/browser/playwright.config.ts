import { defineConfig } from '@playwright/test'
import { browser, RESULTS } from './house/places'

/** One server with its own copy of the demo for each worker; nothing is tried twice. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: RESULTS,
  globalSetup: './house/setup.ts',
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  reporter: 'list',
  use: { ...browser(), locale: 'ca', trace: 'off' },
})
