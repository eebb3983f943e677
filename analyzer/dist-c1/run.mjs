import { start } from './cli/main.mjs'; await start();
