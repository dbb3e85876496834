import type { Desk } from '../../../../spec/chatServer/desk.js';
import type { Actor } from './actor.js';

const base64 = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // In parts: one call with all bytes would overflow the stack.
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
};

/**
 * What the chosen participant says and does.
 * @param actor who that is; `undefined` while nobody of the contact center is in the chat
 * @param trouble is told what went wrong
 */
export const deskVoice = (desk: Desk, actor: () => Actor | undefined, trouble: (words: string) => void) => {
  const act = async (does: (chatId: string, participantId: number) => Promise<unknown>): Promise<void> => {
    const now = actor();
    if (!now) return trouble('Join the chat first.');
    try {
      await does(now.chatId, now.participantId);
      trouble('');
    } catch (error) {
      trouble(error instanceof Error ? error.message : 'That did not work.');
    }
  };
  return {
    type: (preview: string) => act((chat, id) => desk.type(chat, id, preview)),
    stopTyping: () => act((chat, id) => desk.stopTyping(chat, id)),
    say: (text: string) => act((chat, id) => desk.say(chat, id, text)),
    pushUrl: (url: string) => act((chat, id) => desk.pushUrl(chat, id, url)),
    notice: (text: string) => act((chat, id) => desk.notice(chat, id, text)),
    leave: () => act((chat, id) => desk.leave(chat, id)),
    end: () => act((chat) => desk.end(chat)),
    idleAlert: (seconds: number) => act((chat) => desk.idleAlert(chat, seconds)),
    sendFiles: async (files: readonly File[]) => {
      for (const file of files) {
        const content = await base64(file);
        await act((chat, id) => desk.sendFile(chat, id, { name: file.name, content, type: file.type || undefined }));
      }
    },
  };
};

export type DeskVoice = ReturnType<typeof deskVoice>;
