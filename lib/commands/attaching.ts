import type { UserData } from '../../transports/transport.js';
import { guarded } from '../guarded.js';
import { pageFacts } from '../pageFacts.js';
import { type Context, reportTo } from './context.js';

/**
 * Makes what goes with a chat, whether it begins or is resumed: language, user data, facts of the page, each over the one before
 * (C5, C31, C41).
 */
export const attaching = (context: Context): ((userData: UserData) => UserData) => {
  const { language, environment } = context.settings;
  const readPage = guarded('pageFacts', environment.pageFacts ?? pageFacts, () => ({}), reportTo(context));
  return (userData) => ({ ...(language && { GCTI_LanguageCode: language }), ...userData, ...readPage() });
};
