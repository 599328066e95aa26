/** Names that scripts of the page may mistake for their own. */
export const clobbering = [
  '<form id=root><input name=attributes></form>',
  '<a id=axe href="javascript:§"></a><a id=axe name=x href="javascript:§"></a>',
  '<img name=getElementById><img name=cookie><img id=body>',
  '<form name=documentElement><input name=children></form>',
  '<iframe name=defaultView srcdoc="<a id=location href=x>"></iframe>',
  '<p data-images><a href="javascript:§">Show images</a></p>',
  '<details data-fold="quoted" open ontoggle=§><summary>x</summary></details>',
  '<img data-remote-src="javascript:§"><img data-remote-src="x&quot; onerror=&quot;§">',
  '<img src="cid:x&quot; onerror=&quot;§"><img src=\'cid:"><script>§</script>\'>',
  '<img src="cid:$1$&amp;$`" alt="$\'"><img alt=\'"><img src=x onerror=§>\' src="cid:none">',
];
