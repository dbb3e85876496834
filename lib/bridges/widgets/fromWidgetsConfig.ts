import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { WebChatServiceOptions } from '../../options.js';
import { readWidgetsConfig, type WidgetsSurroundings } from './readWidgetsConfig.js';

/**
 * The configuration of Genesys Widgets (`_genesys.widgets`, with `webchat` and `main`) as options for createWebChatService.
 * An option that is wrong is warned of by its name, and its default is used; what belongs to the user interface is let be.
 * In a page the chat is kept in Widgets' own cookies. If `cometD.enabled` is true, pass in `gmsCometd`, which needs the package
 * `cometd` (O14).
 *
 * @throws CommandRejected `Invalid configuration` without a `webchat` section or the address of its server,
 * `Invalid transport configuration` for a `transport.type` that is unknown and for a transport that was not passed in; a warning
 * gives the reason
 * @example
 * createWebChatService(fromWidgetsConfig(window._genesys.widgets));
 * // import { gmsCometd } from 'webchat-streams/cometd';
 * createWebChatService(fromWidgetsConfig(window._genesys.widgets, { gmsCometd }));
 */
export const fromWidgetsConfig = (widgets: unknown, surroundings: WidgetsSurroundings = {}): WebChatServiceOptions =>
  readWidgetsConfig(widgets, { v3Rest, ...surroundings });
