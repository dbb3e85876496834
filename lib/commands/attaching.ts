import type { UserData } from '../../transports/transport.js';
import { CommandRejected } from '../commandRejected.js';
import { guarded } from '../guarded.js';
import { pageFacts } from '../pageFacts.js';
import { type Context, reportTo } from './context.js';
import { parseUserData } from './parseUserData.js';

/**
 * Builds the data that are attached when a chat begins or is resumed: language, user data, page facts; later ones override earlier
 * ones (C5, C31, C41).
 *
 * @throws CommandRejected if the options or the site's own page facts contain something that cannot be sent (C2)
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
