import { Popover, type PopoverProps } from 'react-aria-components/Popover';

/** The dialog inside has the name. On the box around it the trigger's name would stand without a role. */
const unnamed = { 'aria-labelledby': '' };

export function DialogPopover(props: PopoverProps) {
  return <Popover {...unnamed} {...props} />;
}
