import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';

export type TabEntry = { id: string; label: ReactNode };

export const tabClasses =
  'flex h-7 cursor-default items-center gap-1.5 rounded-c px-2.5 text-ink-2 data-hovered:text-ink data-selected:bg-accent-wash data-selected:font-[550] data-selected:text-accent';

export function Tabs(props: {
  label: string;
  tabs: TabEntry[];
  value: string;
  onChange: (id: string) => void;
  children: ReactNode;
}) {
  return (
    <AriaTabs selectedKey={props.value} onSelectionChange={(id) => props.onChange(String(id))}>
      <TabList aria-label={props.label} items={props.tabs} className="flex flex-wrap gap-1">
        {(tab: TabEntry) => (
          <Tab id={tab.id} className={tabClasses}>
            {tab.label}
          </Tab>
        )}
      </TabList>
      <TabPanel id={props.value} className="pt-4 outline-0">
        {props.children}
      </TabPanel>
    </AriaTabs>
  );
}
