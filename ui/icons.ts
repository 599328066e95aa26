import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Bell from 'lucide-react/icons/bell';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Clock from 'lucide-react/icons/clock';
import Terminal from 'lucide-react/icons/code-xml';
import Copy from 'lucide-react/icons/copy';
import More from 'lucide-react/icons/ellipsis';
import Inbox from 'lucide-react/icons/inbox';
import ListChecks from 'lucide-react/icons/list-checks';
import Lock from 'lucide-react/icons/lock';
import Mail from 'lucide-react/icons/mail';
import Menu from 'lucide-react/icons/menu';
import Merge from 'lucide-react/icons/merge';
import Message from 'lucide-react/icons/message-square';
import Minus from 'lucide-react/icons/minus';
import Panel from 'lucide-react/icons/panel-right';
import Paperclip from 'lucide-react/icons/paperclip';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import Send from 'lucide-react/icons/send';
import Gear from 'lucide-react/icons/settings';
import ShieldCheck from 'lucide-react/icons/shield-check';
import ShieldQuestion from 'lucide-react/icons/shield-question-mark';
import Split from 'lucide-react/icons/split';
import Star from 'lucide-react/icons/star';
import Alert from 'lucide-react/icons/triangle-alert';
import Person from 'lucide-react/icons/user';
import People from 'lucide-react/icons/users';
import Close from 'lucide-react/icons/x';
import Bolt from 'lucide-react/icons/zap';

/** The kit's pictures, each from its own file so that a build reads thirty files and not two thousand. */
export {
  Alert as AlertIcon,
  ArrowDown as ArrowDownIcon,
  ArrowLeft as ArrowLeftIcon,
  ArrowUp as ArrowUpIcon,
  Bell as BellIcon,
  Bolt as BoltIcon,
  Check as CheckIcon,
  ChevronDown as ChevronDownIcon,
  ChevronLeft as ChevronLeftIcon,
  ChevronRight as ChevronRightIcon,
  Clock as ClockIcon,
  Close as CloseIcon,
  Copy as CopyIcon,
  Gear as GearIcon,
  Inbox as InboxIcon,
  ListChecks as ListChecksIcon,
  Lock as LockIcon,
  Mail as MailIcon,
  Menu as MenuIcon,
  Merge as MergeIcon,
  Message as MessageIcon,
  Minus as MinusIcon,
  More as MoreIcon,
  Panel as PanelIcon,
  Paperclip as PaperclipIcon,
  People as PeopleIcon,
  Person as PersonIcon,
  Plus as PlusIcon,
  Search as SearchIcon,
  Send as SendIcon,
  ShieldCheck as ShieldCheckIcon,
  ShieldQuestion as ShieldQuestionIcon,
  Split as SplitIcon,
  Star as StarIcon,
  Terminal as TerminalIcon,
};
