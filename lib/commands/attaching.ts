import type { UserData } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import { guarded } from '../guarded.js';
import { pageFacts } from '../pageFacts.js';
import { type Context, reportTo } from './context.js';
import { parseUserData } from './parseUserData.js';

/**
 * Makes what goes with a chat, whether it begins or is resumed: language, user data, facts of the page, each over the one before
 * (C5, C31, C41).
 *
 * @throws CommandRejected for what the options, or facts of the site's own, have that cannot be sent (C2)
 */
export const attaching = (context: Context): ((userData: UserData) => UserData) => {
  const { language, environment } = context.settings;
  const readPage = guarded('pageFacts', environment.pageFacts ?? pageFacts, () => ({}), reportTo(context));
  return (kept) => {
    const userData = parseUserData({ ...(language && { GCTI_LanguageCode: language }), ...kept, ...readPage() });
    if (userData instanceof CommandRejected) throw userData;
    return userData;
  };
};
