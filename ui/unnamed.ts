/**
 * For a popover whose content has a name of its own: react-aria names the box around it after the trigger, a name without a
 * role, which only an empty value takes back.
 */
export const unnamed = { 'aria-labelledby': '' };
