import { gmsCometd } from '../../../transports/gmsCometd/gmsCometd.js';
import { v3Rest } from '../../../transports/v3Rest/v3Rest.js';
import type { WebChatServiceOptions } from '../../options.js';
import { readWidgetsConfig, type WidgetsSurroundings } from './readWidgetsConfig.js';

/**
 * The configuration of Genesys Widgets (`_genesys.widgets`, with `webchat` and `main`) as options for createWebChatService.
 * An option that is wrong is warned of by its name, and its default is used; what belongs to the user interface is let be.
 * In a page the chat is kept in Widgets' own cookies.
 *
 * @throws CommandRejected `Invalid configuration` without a `webchat` section or the address of its server,
 * `Invalid transport configuration` for a `transport.type` that is unknown; the reason is warned of
 * @example
 * createWebChatService(fromWidgetsConfig(window._genesys.widgets));
 */
export const fromWidgetsConfig = (widgets: unknown, surroundings: WidgetsSurroundings = {}): WebChatServiceOptions =>
  readWidgetsConfig(widgets, { gmsCometd, v3Rest, ...surroundings });
