import type { JsonRecord } from '../conversation/transcriptEvent.js';
import type { DeskFile, Expected, Extras, Newcomer, NoticeExtras } from '../desk.js';
import { fields, flag, maybe, number, oneOf, record, type Take, text } from './args.js';

const eventType = oneOf(
  'ParticipantJoined',
  'ParticipantLeft',
  'Message',
  'PushUrl',
  'TypingStarted',
  'TypingStopped',
  'NicknameUpdated',
  'FileUploaded',
  'FileDeleted',
  'CustomNotice',
  'Notice',
  'IdleAlert',
  'IdleClose',
);

export const newcomer: Take<Newcomer> = (value, what) => {
  const { name, role, styleEvery } = fields(value, what, 'name', 'role', 'styleEvery');
  return {
    name: text(name, 'name'),
    role: oneOf('Agent', 'Supervisor', 'Bot', 'External')(role, 'role'),
    styleEvery: maybe(flag)(styleEvery, 'styleEvery'),
  };
};

const extrasOf = ({ messageType, eventAttributes, userData }: JsonRecord): Extras => ({
  messageType: maybe(text)(messageType, 'messageType'),
  eventAttributes: maybe(record)(eventAttributes, 'eventAttributes'),
  userData: maybe(record)(userData, 'userData'),
});

export const extras: Take<Extras> = (value, what) =>
  extrasOf(fields(value, what, 'messageType', 'eventAttributes', 'userData'));

export const noticeExtras: Take<NoticeExtras> = (value, what) => {
  const given = fields(value, what, 'messageType', 'eventAttributes', 'userData', 'type');
  return { ...extrasOf(given), type: maybe(oneOf('Notice', 'CustomNotice'))(given.type, 'type') ?? 'Notice' };
};

export const deskFile: Take<DeskFile> = (value, what) => {
  const { name, content, type } = fields(value, what, 'name', 'content', 'type');
  return { name: text(name, 'name'), content: text(content, 'content'), type: maybe(text)(type, 'type') };
};

export const expected: Take<Expected> = (value, what) => {
  const given = fields(value, what, 'type', 'text', 'fromType', 'after', 'within');
  return {
    type: maybe(eventType)(given.type, 'type'),
    text: maybe(text)(given.text, 'text'),
    fromType: maybe(text)(given.fromType, 'fromType'),
    after: maybe(number)(given.after, 'after'),
    within: maybe(number)(given.within, 'within'),
  };
};
