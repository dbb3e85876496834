import type { BusPlugin } from './busPlugin.js';
import type { CxBus } from './createCxBus.js';

/** What a page has as `_genesys.widgets.bus`. */
export interface QuickBus extends BusPlugin, Pick<CxBus, 'registerPlugin'> {}

/** The plugin "QuickBus", which can register others. `false` where it cannot be registered itself. */
export const createQuickBus = ({ registerPlugin }: Pick<CxBus, 'registerPlugin'>): QuickBus | false => {
  const plugin = registerPlugin('QuickBus');
  return plugin && { ...plugin, registerPlugin };
};
