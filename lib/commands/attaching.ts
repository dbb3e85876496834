import type { UserData } from '../../transports/transport.js';
import type { Settings } from '../checkServiceOptions.js';
import { pageFacts } from '../pageFacts.js';

/**
 * What goes with a chat, whether it begins or goes on elsewhere: language, user data, facts of the page, each over the one
 * before (C5, C31, C41). The page is read at once.
 */
export const attaching = ({ language, environment }: Settings): ((userData: UserData) => UserData) => {
  const facts = (environment.pageFacts ?? pageFacts)();
  return (userData) => ({ ...(language && { GCTI_LanguageCode: language }), ...userData, ...facts });
};
