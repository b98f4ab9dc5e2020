import { Button, type ButtonProps, Dropdown, type MenuProps } from 'antd';
import { useRef } from 'react';

type Props = Pick<ButtonProps, 'type' | 'size' | 'title' | 'children'> & {
  readonly items: NonNullable<MenuProps['items']>;
};

/** A button with a list below it. The keyboard goes into the list, and back to the button when the list is shut. */
export function MenuButton({ items, ...button }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  const giveBack = (isOpen: boolean) => {
    const at = document.activeElement;
    // Whoever shut it by going somewhere else stays there.
    if (!isOpen && (at === null || at === document.body || at.closest('[role=menu]'))) opener.current?.focus();
  };
  return (
    <Dropdown menu={{ items }} trigger={['click']} autoFocus destroyOnHidden onOpenChange={giveBack}>
      <Button {...button} ref={opener} aria-haspopup="menu" />
    </Dropdown>
  );
}
