/** Every way we know by which a mail makes its reader ask a server for something. Each names itself in the address. */
export const remoteLoads = (server: string): string[] => {
  const at = (name: string) => `${server}/${name}`;
  const bare = server.replace('http:', '');
  return [
    `<base href="${at('base')}/"><img src="relative.png">`,
    `<link rel="stylesheet" href="${at('link-stylesheet')}"><link rel="alternate stylesheet" href="${at('link-alternate')}">`,
    ...[
      'prefetch',
      'preload" as="image',
      'preconnect',
      'dns-prefetch',
      'modulepreload',
      'icon',
      'manifest',
      'prerender',
      'next',
      'import',
      'apple-touch-icon',
      'pingback',
    ].map((rel) => `<link rel="${rel}" href="${at(`link-${rel.slice(0, 9)}`)}">`),
    `<style>@import "${at('import')}"; @import url(${at('import-url')}) screen; @namespace url(${at('namespace')});</style>`,
    `<style>@font-face { font-family: x; src: url(${at('font')}), local(y) } * { font-family: x, serif }</style>`,
    `<style>body { background: url(${at('body-background')}); cursor: url(${at('cursor')}), auto; list-style: url(${at('list-style')}) }
      p::before { content: url(${at('content')}) } p::after { content: image-set("${at('content-set')}" 1x) }
      td { border-image: url(${at('border-image')}) 1; mask: url(${at('mask')}); clip-path: url(${at('clip')}#a); filter: url(${at('filter')}#a); shape-outside: url(${at('shape')}) }
      a:visited { background: url(${at('visited')}) } @media print { p { background: url(${at('print')}) } } @supports (color: red) { b { background: url(${at('supports')}) } }
      html { background-image: cross-fade(url(${at('cross-fade')}), red 50%); behavior: url(${at('behavior')}); -moz-binding: url(${at('binding')}) }
      @counter-style c { symbols: url(${at('symbols')}) } @property --p { syntax: "<url>"; initial-value: url(${at('property')}); inherits: false } @layer l { i { background: url(${at('layer')}) } }</style>`,
    '<p>The words between.</p>',
    ...[
      `background:url(${at('style-background')})`,
      `background-image:url('${at('style-image')}')`,
      `background:\\75\\72\\6c(${at('style-escaped')})`,
      `background:u/**/rl(${at('style-comment')})`,
      `background:URL(  "${at('style-upper')}"  )`,
      `background-image:image-set('${at('style-set')}' 1x)`,
      `background-image:-webkit-image-set(url(${at('style-webkit-set')}) 1x)`,
      `list-style-image:url(${at('style-list')})`,
      `cursor:url(${at('style-cursor')}),auto`,
      `content:url(${at('style-content')})`,
      `border-image-source:url(${at('style-border')})`,
      `mask-image:url(${at('style-mask')})`,
      `filter:url(${at('style-filter')}#x)`,
      `clip-path:url(${at('style-clip')}#x)`,
      `--x:url(${at('style-variable')});background:var(--x)`,
      `color:red;background:url(${bare}/style-no-protocol)`,
      `font-family:'x;background:url(${at('style-in-quotes')})'`,
      `width:1px;background:url(&quot;${at('style-entity')}&quot;)`,
      `offset-path:url(${at('style-offset')})`,
      `src:url(${at('style-src')})`,
    ].map((style) => `<p style="${style}">styled</p>`),
    `<div style='display:list-item;list-style:square url("${at('style-list-short')}")'>item</div>`,
    `<table background="${at('table-background')}"><tr background="${at('tr-background')}"><td background="${at('td-background')}">cell</td></tr></table>`,
    `<body background="${at('body-attribute')}" bgcolor=red>`,
    `<img src="${at('img')}" alt="picture"><img src='${at('img-single')}'><img src=${at('img-bare')}>`,
    `<img src="${bare}/img-no-protocol"><img src="\\\\${bare.slice(2)}\\img-backslash"><img src=" ${at('img-space')}"><img src="ht\ntp:${bare}/img-broken">`,
    `<img lowsrc="${at('lowsrc')}" dynsrc="${at('dynsrc')}" longdesc="${at('longdesc')}" usemap="${at('usemap')}" data-src="${at('data-src')}">`,
    `<img src="cid:x" srcset="${at('srcset')} 1x, ${at('srcset-2')} 2x" sizes="100vw"><img srcset="${at('srcset-alone')}" loading="eager">`,
    `<picture><source srcset="${at('picture-source')}" media="all"><img src="data:," alt="x"></picture>`,
    `<image src="${at('image-element')}"><image href="${at('image-href')}">`,
    `<video src="${at('video')}" poster="${at('poster')}" autoplay><source src="${at('video-source')}"><track src="${at('track')}" default></video>`,
    `<audio src="${at('audio')}" autoplay preload="auto"><source src="${at('audio-source')}"></audio><bgsound src="${at('bgsound')}">`,
    `<svg><image href="${at('svg-image')}" width="9" height="9"/><image xlink:href="${at('svg-xlink')}"/><use href="${at('svg-use')}#a"/>
      <feImage href="${at('fe-image')}"/><style>@import "${at('svg-import')}"</style><script href="${at('svg-script')}"/><a href="${at('svg-link')}"><text>t</text></a>
      <rect fill="url(${at('svg-fill')}#a)" filter="url(${at('svg-filter')}#a)"/><animate attributeName="href" values="${at('svg-animate')}"/>
      <foreignObject><img src="${at('svg-foreign')}"></foreignObject><pattern href="${at('svg-pattern')}"/><cursor xlink:href="${at('svg-cursor')}"/></svg>`,
    `<math href="${at('mathml')}"><mglyph src="${at('mglyph')}"/><maction actiontype="statusline#${at('maction')}">m</maction><annotation-xml encoding="text/html"><img src="${at('annotation')}"></annotation-xml></math>`,
    `<meta http-equiv="refresh" content="0; url=${at('meta-refresh')}"><meta http-equiv="Link" content="<${at('meta-link')}>; rel=stylesheet"><meta property="og:image" content="${at('meta-og')}">`,
    `<iframe src="${at('iframe')}"></iframe><iframe srcdoc="<img src='${at('srcdoc')}'>"></iframe><frameset><frame src="${at('frame')}"></frameset><fencedframe src="${at('fencedframe')}"></fencedframe><portal src="${at('portal')}"></portal>`,
    `<object data="${at('object')}" codebase="${at('codebase')}" classid="${at('classid')}"><param name="movie" value="${at('param')}"></object><embed src="${at('embed')}"><applet code="a" archive="${at('applet')}"></applet>`,
    `<script src="${at('script')}"></script><script type="module">import "${at('module')}"</script><script type="importmap">{"imports":{"a":"${at('importmap')}"}}</script><script type="speculationrules">{"prefetch":[{"urls":["${at('speculation')}"]}]}</script>`,
    `<form action="${at('form')}" target="_self"><input type="image" src="${at('input-image')}"><button formaction="${at('formaction')}" autofocus>b</button><isindex action="${at('isindex')}" type=image src="${at('isindex-src')}"></form>`,
    `<a href="${at('link-href')}" ping="${at('ping')}">a link</a><area href="${at('area')}" ping="${at('area-ping')}"><map name=m><area href="${at('map-area')}"></map>`,
    `<amp-img src="${at('amp-img')}" width="9" height="9"></amp-img><amp-list src="${at('amp-list')}"></amp-list><amp-pixel src="${at('amp-pixel')}"></amp-pixel>`,
    `<v:background xmlns:v="urn:schemas-microsoft-com:vml"><v:fill type="frame" src="${at('vml')}"/></v:background><!--[if mso]><v:rect><v:imagedata src="${at('vml-conditional')}"/></v:rect><![endif]--><!--[if !mso]><!--><img width="9" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${at('data-svg')}'/></svg>"><!--<![endif]-->`,
    `<xml id="x" src="${at('xml-island')}"></xml><layer src="${at('layer-src')}"></layer><ilayer src="${at('ilayer')}"></ilayer><div style="behavior:url(${at('htc')})" datasrc="${at('datasrc')}">d</div>`,
    `<blockquote cite="${at('cite')}">q</blockquote><q cite="${at('q-cite')}">q</q><ins cite="${at('ins')}">i</ins><html manifest="${at('manifest')}"><head profile="${at('profile')}">`,
    `<template><img src="${at('template')}"></template><noscript><img src="${at('noscript')}"></noscript><noembed><img src="${at('noembed')}"></noembed><noframes><img src="${at('noframes')}"></noframes>`,
    `<template shadowrootmode="open"><link rel="stylesheet" href="${at('shadow')}"><img src="${at('shadow-img')}"></template>`,
    `<p title="--><img src=${at('title-break')}>">t</p><!-- --!><img src="${at('comment-bang')}"> --><textarea></textarea><img src="${at('after-textarea')}">`,
    '<p>The last words.</p>',
  ];
};
