import { storedTheme, useTheme } from './theme.js';

// Runs before the page is painted, so that a chosen theme does not flash.
useTheme(storedTheme());
