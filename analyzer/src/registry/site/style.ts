/** The look of the site, in one text: dark and light as the reader's system wants, plain on paper. Nothing is loaded from anywhere. */

export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2430;--soft:#5b6675;--line:#dde3ea;--wash:#f5f7fa;--link:#1f5fbf;
--moves:#2b8a5b;--waits:#2f6fb5;--stuck:#c2402f;--dark:#7a5bb0;--holds:#8a95a5;--mild:#2b8a5b;--medium:#b7791f;--high:#d0612a;--worst:#c2303f}
@media (prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e4e9f0;--soft:#98a4b3;--line:#2b3440;--wash:#1a2029;--link:#7db1f5;
--moves:#4fc28a;--waits:#6aa9ee;--stuck:#f0806f;--dark:#b79ae8;--holds:#77828f;--mild:#4fc28a;--medium:#e0ac55;--high:#ee8f5c;--worst:#f0707c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
header,main{max-width:78rem;margin:0 auto;padding:0 1.5rem}
header{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;align-items:baseline;padding-top:1rem;padding-bottom:.8rem;border-bottom:1px solid var(--line)}
header strong{font-size:1.02rem;margin-right:auto}header a[aria-current]{color:var(--ink);font-weight:600}
h1{font-size:1.7rem;line-height:1.2;margin:1.6rem 0 .2rem;overflow-wrap:anywhere}
h2{font-size:1.12rem;margin:2.2rem 0 .6rem}
.id,.soft,td .soft{color:var(--soft);overflow-wrap:anywhere}.id{font-size:.85rem;margin:0}
.verdict{margin:.9rem 0}.pill{display:inline-block;padding:.06rem .55rem;border-radius:1rem;border:1px solid currentColor;font-size:.82rem;font-weight:600;white-space:nowrap}
.next{border-left:4px solid var(--link);background:var(--wash);padding:.7rem 1rem;border-radius:0 6px 6px 0;margin:1rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.7rem;margin:1.2rem 0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem}.cards b{display:block;font-size:1.08rem;overflow-wrap:anywhere}
.cards span{color:var(--soft);font-size:.82rem}.cards .meter{color:inherit}
.meter{display:block;height:5px;border-radius:3px;background:var(--line);overflow:hidden;margin-top:.35rem}.meter i{display:block;height:100%;background:currentColor}
.mild{color:var(--mild)}.medium{color:var(--medium)}.high{color:var(--high)}.worst{color:var(--worst)}
.cards .mild b,.cards .medium b,.cards .high b,.cards .worst b{color:var(--ink)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.87rem;margin:.3rem 0}
th{text-align:left;color:var(--soft);font-weight:600;border-bottom:2px solid var(--line);padding:.35rem .6rem;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:.4rem .6rem;vertical-align:top;overflow-wrap:break-word;max-width:22rem}
table.facts th{border:0;border-bottom:1px solid var(--line);width:11rem;vertical-align:top}
th button{all:unset;cursor:pointer}th[aria-sort=descending] button::after{content:" ↓"}th[aria-sort=ascending] button::after{content:" ↑"}td .meter{min-width:5.5rem}td>[class]{white-space:nowrap}td>.soft{white-space:normal}th button:hover{text-decoration:underline}th button:focus-visible{outline:2px solid var(--link)}
ul.lines{margin:.2rem 0;padding-left:1.2rem}ul.lines ul{padding-left:1.1rem;color:var(--soft);font-size:.88rem}
code{font:.86rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
.commands{list-style:none;padding:0;margin:.8rem 0}.commands li{background:var(--wash);border-radius:6px;padding:.45rem .8rem;margin:.35rem 0}.commands span{display:block;color:var(--soft);font-size:.82rem}
.search{display:flex;gap:.8rem;align-items:baseline;margin:1.1rem 0 .6rem}
.search input{flex:1;max-width:34rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:.5rem .8rem}
.search input:focus{outline:2px solid var(--link);border-color:transparent}
svg.picture{max-width:100%;height:auto;font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
svg.picture path{fill:none;stroke-width:1.6;opacity:.8}svg.picture rect{fill:var(--paper);stroke-width:1.4}
svg.picture text{fill:var(--ink);stroke:none}svg.picture text.below{font-size:11px;fill:var(--soft)}
svg.picture .holds{stroke:var(--holds)}svg.picture .moves{stroke:var(--moves)}svg.picture .waits{stroke:var(--waits);stroke-dasharray:7 3}
svg.picture .stuck{stroke:var(--stuck);stroke-dasharray:2 3}svg.picture .dark{stroke:var(--dark);stroke-dasharray:1 5}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;color:var(--soft);font-size:.85rem;margin:.4rem 0;padding:0;list-style:none}
.legend li::before{content:"";display:inline-block;width:1.7rem;border-top:2px solid;margin-right:.5rem;vertical-align:.25em}
.legend .moves::before{border-color:var(--moves)}.legend .waits::before{border-color:var(--waits);border-top-style:dashed}
.legend .stuck::before{border-color:var(--stuck);border-top-style:dotted}.legend .dark::before{border-color:var(--dark);border-top-style:dotted}
footer{max-width:78rem;margin:2.5rem auto 2rem;padding:0 1.5rem;color:var(--soft);font-size:.83rem}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--wash:#fff}body{font-size:11px}header a,.search{display:none}main{padding:0}
tr,li,svg{break-inside:avoid}h2{break-after:avoid}a{color:inherit}.scroll{overflow:visible}}
`.trim();
