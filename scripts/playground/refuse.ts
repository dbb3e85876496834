import { ArgumentsRefused } from './argumentsRefused.js';

/** @throws ArgumentsRefused */
export const refuse = (message: string): never => {
  throw new ArgumentsRefused(message);
};
