import Bold from 'lucide-react/icons/bold';
import Code from 'lucide-react/icons/code';
import Italic from 'lucide-react/icons/italic';
import Link from 'lucide-react/icons/link';
import List from 'lucide-react/icons/list';
import ListOrdered from 'lucide-react/icons/list-ordered';
import Quote from 'lucide-react/icons/quote';
import CodeBlock from 'lucide-react/icons/square-code';
import Strike from 'lucide-react/icons/strikethrough';
import Type from 'lucide-react/icons/type';
import Underline from 'lucide-react/icons/underline';

/** The pictures of formatting: fetched with the editor. */
export {
  Bold as BoldIcon,
  Code as CodeIcon,
  CodeBlock as CodeBlockIcon,
  Italic as ItalicIcon,
  Link as LinkIcon,
  List as ListIcon,
  ListOrdered as ListOrderedIcon,
  Quote as QuoteIcon,
  Strike as StrikeIcon,
  Type as TypeIcon,
  Underline as UnderlineIcon,
};
