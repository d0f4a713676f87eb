/** Of the report: no font, image or script from elsewhere; dark where the reader's system is, always light on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;
--page:light-dark(#fff,#14181d);--sunken:light-dark(#f3f5f7,#1d232a);--text:light-dark(#16202c,#e7ebf0);--muted:light-dark(#4f5d6b,#a9b4c1);
--line:light-dark(#d0d7de,#36404b);--warn:light-dark(#7a4b00,#f2c063);--warn-soft:light-dark(#fdf2da,#33270c);
--person:light-dark(#11663f,#74d3a2);--rule:light-dark(#2f7fd0,#5aa0e6);--none:light-dark(#a3221c,#ff8f85);--absent:light-dark(#7b3fa0,#c79ae8);--unsure:light-dark(#b07500,#f2c063);--open:light-dark(#8a95a1,#77838f)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer,nav{width:min(56rem,100%);margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
footer{padding-bottom:3rem;color:var(--muted);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
p,ul,ol{max-width:72ch;margin:.5rem 0}
.lead,figcaption,caption{color:var(--muted)}
.warning{padding:.6rem .9rem;border-inline-start:4px solid var(--warn);background:var(--warn-soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none}
a{color:inherit}
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.925rem;table-layout:auto}
caption{text-align:start;padding-bottom:.35rem;font-size:.875rem}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;font-weight:400}
thead th{font-weight:600;background:var(--sunken)}
.facts th{width:32%;color:var(--muted)}
.numbers td,.numbers thead th:not(:first-child){text-align:end;font-variant-numeric:tabular-nums}
td ul,td ol{margin:0;padding-inline-start:1.2rem}
code{font:.85em ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap}
.name{font-style:normal}
.numbers tbody th:first-child{min-width:7.5rem}
figure{margin:1.25rem 0}
figcaption{font-size:.875rem}
svg{display:block;width:100%;height:auto;max-width:44rem;font-size:12px}
svg text{fill:var(--muted)}
.rule{stroke:var(--line)}
.mark{stroke:var(--text);stroke-dasharray:5 4;stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;list-style:none;font-size:.875rem}
.key{display:inline-block;width:.85em;height:.85em;margin-inline-end:.45em;border-radius:2px;vertical-align:-.05em}
.fate-person{fill:var(--person);background:var(--person)}.fate-rule{fill:var(--rule);background:var(--rule)}
.fate-none{fill:var(--none);background:var(--none)}.fate-absent{fill:var(--absent);background:var(--absent)}.fate-unsure{fill:var(--unsure);background:var(--unsure)}.fate-open{fill:var(--open);background:var(--open)}
.line{fill:none;stroke-width:2.25}.band{opacity:.18}
.line.precision{stroke:var(--rule)}.line.recall{stroke:var(--none);stroke-dasharray:7 4}
.band.precision{fill:var(--rule)}.band.recall{fill:var(--none)}
.key.precision{background:var(--rule)}.key.recall{background:var(--none)}
@media (width < 40rem){.numbers tbody th:first-child{min-width:0}.facts th{width:38%}th,td{padding:.3rem .35rem}}
@media print{:root{color-scheme:light}body{font-size:10.5pt}header,main,footer,nav{width:100%;padding-inline:0}nav{display:none}
h2,h3{break-after:avoid}figure,tr,.warning{break-inside:avoid}
.key,.fate-person,.fate-rule,.fate-none,.fate-absent,.fate-unsure,.fate-open,.warning,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
@page{margin:18mm}}
`;
