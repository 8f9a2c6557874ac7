import { defineConfig } from '@playwright/test'
import base from './playwright.config'

/** Pictures of every page for people to look at: `npx playwright test --config shots.config.ts`. */
export default defineConfig(base, { testMatch: 'shots.ts', timeout: 300_000 })
