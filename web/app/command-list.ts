import { t } from '../../locales/translate.ts';

/** Something that can be done by a key: what it is called, and the keys it has until somebody chooses their own. */
type ListedCommand = {
  /** In tinykeys' words: `j`, `g i`, `[Shift]+?`. Several keys may do the same. */
  keys: readonly string[];
  label: () => string;
  where: Place;
  /** Also while somebody writes: for keys with a modifier, which write nothing. */
  isEverywhere?: boolean;
  /** Its key is what everybody knows it by: nobody chooses another. */
  isFixed?: boolean;
};
type Place = 'anywhere' | 'list' | 'ticket';

/**
 * Every command that has a key, anywhere in the workspace. It feeds the keyboard, the tooltips, the palette, the window of keys and
 * `docs/keyboard.md`; what a command does is said where it is offered (`useCommands`).
 */
export const commandList = {
  keys: { keys: ['[Shift]+?'], label: () => t('Show the keys'), where: 'anywhere' },
  palette: { keys: ['$mod+k'], label: () => t('Do something by its name'), where: 'anywhere', isEverywhere: true },
  search: { keys: ['/'], label: () => t('Search'), where: 'anywhere' },
  new: { keys: ['c'], label: () => t('New ticket'), where: 'anywhere' },
  'take-next': { keys: ['g n'], label: () => t('Take the next ticket'), where: 'list' },
  'go-tickets': { keys: ['g i'], label: () => t('Go to the tickets'), where: 'anywhere' },
  'go-mine': { keys: ['g m'], label: () => t('Go to my tickets'), where: 'anywhere' },
  'go-account': { keys: ['g d'], label: () => t('Go to the account of the day'), where: 'anywhere' },
  'go-profile': { keys: ['g p'], label: () => t('Go to my profile'), where: 'anywhere' },
  'go-settings': { keys: ['g s'], label: () => t('Go to the settings'), where: 'anywhere' },
  away: { keys: ['g a'], label: () => t('Say that I am away, or back'), where: 'anywhere' },
  undo: { keys: ['z'], label: () => t('Take back the reply just sent'), where: 'anywhere' },
  next: { keys: ['j'], label: () => t('Next ticket'), where: 'list' },
  previous: { keys: ['k'], label: () => t('Previous ticket'), where: 'list' },
  open: { keys: ['o'], label: () => t('Open the ticket'), where: 'list' },
  back: { keys: ['u'], label: () => t('Back to the list'), where: 'list' },
  select: { keys: ['x'], label: () => t('Select the ticket, or not'), where: 'list' },
  'select-next': { keys: ['Shift+j'], label: () => t('Select it and the next one'), where: 'list' },
  'select-previous': { keys: ['Shift+k'], label: () => t('Select it and the previous one'), where: 'list' },
  'select-all': { keys: ['$mod+a'], label: () => t('Select everything in the view'), where: 'list' },
  'select-none': { keys: ['Escape'], label: () => t('Select nothing'), where: 'list', isFixed: true },
  'turn-layout': { keys: ['v'], label: () => t('Show as a table, or as a list'), where: 'list' },
  columns: { keys: ['Shift+c'], label: () => t('Columns …'), where: 'list' },
  'save-view': { keys: ['Shift+v'], label: () => t('Save as view …'), where: 'list' },
  'edit-view': { keys: ['g e'], label: () => t('Edit this view …'), where: 'list' },
  'manage-views': { keys: ['g v'], label: () => t('All views …'), where: 'list' },
  reply: { keys: ['r'], label: () => t('Reply'), where: 'ticket' },
  note: { keys: ['n'], label: () => t('Internal note'), where: 'ticket' },
  macros: { keys: ['m'], label: () => t('Macros'), where: 'ticket' },
  attach: { keys: ['Shift+a'], label: () => t('Attach files'), where: 'ticket' },
  send: {
    keys: ['$mod+Enter'],
    label: () => t('Send the message'),
    where: 'ticket',
    isEverywhere: true,
    isFixed: true,
  },
  solve: { keys: ['e'], label: () => t('Solve the ticket'), where: 'ticket' },
  take: { keys: ['i'], label: () => t('Take the ticket'), where: 'ticket' },
  snooze: { keys: ['h'], label: () => t('Snooze…'), where: 'ticket' },
  escalate: { keys: ['Shift+e'], label: () => t('Escalate…'), where: 'ticket' },
  'give-back': { keys: ['Shift+b'], label: () => t('Give back…'), where: 'ticket' },
  merge: { keys: ['Shift+m'], label: () => t('Merge…'), where: 'ticket' },
  split: { keys: ['Shift+s'], label: () => t('Split…'), where: 'ticket' },
  problem: { keys: ['Shift+p'], label: () => t('Link to a problem…'), where: 'ticket' },
  'follow-up': { keys: ['Shift+f'], label: () => t('Open a follow-up'), where: 'ticket' },
} as const satisfies Record<string, ListedCommand>;

export type CommandId = keyof typeof commandList;
export const commandIds = Object.keys(commandList) as CommandId[];

export function listedCommand(id: CommandId): ListedCommand {
  return commandList[id];
}

/** Keys that somebody chose, by command. Commands of another release are left alone. */
export type OwnKeys = Partial<Record<string, readonly string[]>>;
