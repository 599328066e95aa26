import { createContext, use } from 'react';

/** Windows that any page may open over itself. */
export type Windows = { openNewTicket: () => void; openKeys: () => void };

export const WindowsContext = createContext<Windows>({ openNewTicket: () => {}, openKeys: () => {} });

export function useWindows(): Windows {
  return use(WindowsContext);
}
