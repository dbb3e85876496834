import type { DeskFile, Expected, Extras, Newcomer, NoticeExtras } from '../desk.js';
import { flag, maybe, number, oneOf, record, type Take, text } from './args.js';

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
  const { name, role, styleEvery } = record(value, what);
  return {
    name: text(name, 'name'),
    role: oneOf('Agent', 'Supervisor', 'Bot', 'External')(role, 'role'),
    styleEvery: maybe(flag)(styleEvery, 'styleEvery'),
  };
};

export const extras: Take<Extras> = (value, what) => {
  const { messageType, eventAttributes, userData } = record(value, what);
  return {
    messageType: maybe(text)(messageType, 'messageType'),
    eventAttributes: maybe(record)(eventAttributes, 'eventAttributes'),
    userData: maybe(record)(userData, 'userData'),
  };
};

export const noticeExtras: Take<NoticeExtras> = (value, what) => ({
  ...extras(value, what),
  type: maybe(oneOf('Notice', 'CustomNotice'))(record(value, what).type, 'type') ?? 'Notice',
});

export const deskFile: Take<DeskFile> = (value, what) => {
  const { name, content, type } = record(value, what);
  return { name: text(name, 'name'), content: text(content, 'content'), type: maybe(text)(type, 'type') };
};

export const expected: Take<Expected> = (value, what) => {
  const fields = record(value, what);
  return {
    type: maybe(eventType)(fields.type, 'type'),
    text: maybe(text)(fields.text, 'text'),
    fromType: maybe(text)(fields.fromType, 'fromType'),
    after: maybe(number)(fields.after, 'after'),
    within: maybe(number)(fields.within, 'within'),
  };
};
