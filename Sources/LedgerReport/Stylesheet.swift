/// How the HTML report looks: paper and ink, hairlines instead of boxes, six colours that people with any colour
/// vision can tell apart (after Paul Tol's "muted" scheme), and a dark twin.
enum Stylesheet {
  static let text: StaticString = """

    :root {
      --paper: #fdfcf9; --ink: #1c1e21; --soft: #5a5f66; --rule: #d9d6cd; --hair: #ebe8e0; --wash: #f5f3ec;
      --amber: #7a4f00; --bad: #a3202f; --link: #28448c;
      --s0: #33478f; --s1: #d9b04c; --s2: #3a9a8c; --s3: #c4616f; --s4: #8fc3de; --s5: #9a9a96;
      --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Charter, Georgia,
        "Liberation Serif", serif;
      --sans: Inter, "Segoe UI", "Helvetica Neue", Roboto, "Noto Sans", "Liberation Sans", Arial, system-ui,
        sans-serif;
      color-scheme: light dark;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171b; --ink: #e6e4de; --soft: #a3a6ab; --rule: #3a3e45; --hair: #282b31; --wash: #1d2025;
        --amber: #e3b55c; --bad: #ff8f9a; --link: #9db4f2;
        --s0: #7b8fe0; --s1: #e2c267; --s2: #4fb5a6; --s3: #dd8490; --s4: #a9d6ee; --s5: #8b8d90;
      }
    }
    * { box-sizing: border-box; }
    html { background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.5rem 2rem 4rem; max-width: 80rem; color: var(--ink); background: var(--paper);
      font: 0.875rem/1.5 var(--sans); font-variant-numeric: tabular-nums lining-nums;
    }
    h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
    h1, .verdict, .card .value, h2 { font-family: var(--serif); font-weight: 400; }
    a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
    a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    small { font-size: 0.75rem; color: var(--soft); }
    bdi { unicode-bidi: isolate; }

    .kicker { font-size: 0.75rem; letter-spacing: 0.14em; text-transform: uppercase; color: var(--soft); }
    h1 { font-size: 2.125rem; line-height: 1.15; letter-spacing: -0.01em; margin: 0.25rem 0 0.5rem;
      text-wrap: balance; }
    .period { font-size: 1rem; font-weight: 600; }
    .reading { color: var(--soft); }
    .verdict {
      margin: 1.5rem 0 1.75rem; padding: 1rem 0; max-width: 52rem; font-size: 1.25rem; line-height: 1.45;
      border-top: 2px solid var(--ink); text-wrap: pretty;
    }
    .verdict b { font-weight: 600; }

    .summary { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 2.5rem; align-items: start; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1.5rem 1.75rem; }
    .card { border-top: 1px solid var(--rule); padding-top: 0.5rem; }
    .card h3 { margin: 0; font-size: 0.75rem; font-weight: 400; color: var(--soft); }
    .card .value { font-size: 1.75rem; line-height: 1.2; margin: 0.125rem 0 0.25rem; overflow-wrap: anywhere; }
    .card .value.absent { font-size: 1.25rem; line-height: 1.68; font-style: italic; }
    .card .value small { display: block; font-family: var(--sans); }
    .card .detail { font-size: 0.75rem; line-height: 1.4; color: var(--soft); }
    aside { border-top: 1px solid var(--rule); padding-top: 0.5rem; font-size: 0.8125rem; }
    aside h2 { font: 600 0.8125rem/1.4 var(--sans); margin-bottom: 0.375rem; }
    aside dl { display: grid; grid-template-columns: 1fr auto; }
    aside dt, aside dd { padding: 0.25rem 0; border-top: 1px solid var(--hair); }
    aside dd { text-align: right; padding-left: 1rem; }
    aside dd small { display: block; line-height: 1.2; }
    aside .note { margin-top: 0.5rem; }

    nav { margin-top: 2rem; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; padding: 0.5rem 0; list-style: none;
      font-size: 0.8125rem; }
    nav a { text-decoration: none; }
    nav a:hover { text-decoration: underline; }

    section { margin-top: 3rem; }
    h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.005em; }
    section > h2 { margin-bottom: 0.5rem; }
    section h3 { font-size: 0.875rem; font-weight: 600; margin: 1.5rem 0 0.25rem; }
    .lead { max-width: 46rem; margin-bottom: 0.25rem; }
    .note { font-size: 0.75rem; color: var(--soft); max-width: 46rem; margin-top: 0.375rem; }
    .empty { color: var(--soft); font-style: italic; padding: 0.25rem 0; }

    .scroll { overflow-x: auto; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.8125rem; line-height: 1.35;
      border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
    th, td { padding: 0.3125rem 0.625rem; text-align: left; vertical-align: baseline; font-weight: 400; }
    th:first-child, td:first-child { padding-left: 0; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { font-size: 0.75rem; color: var(--soft); vertical-align: bottom; }
    thead th[title] { text-decoration: underline dotted var(--rule); text-underline-offset: 0.25em; }
    thead + tbody tr:first-child > * { border-top: 1px solid var(--ink); }
    tbody tr + tr > * { border-top: 1px solid var(--hair); }
    tbody tr:hover > * { background: var(--wash); }
    tfoot tr:first-child > * { border-top: 1px solid var(--ink); }
    tfoot tr + tr > * { border-top: 1px solid var(--hair); }
    tfoot tr:last-child th { font-weight: 600; }
    tfoot tr:last-child .number:not(.absent) { font-weight: 600; }
    .number { text-align: right; white-space: nowrap; }
    .number small { display: block; line-height: 1.2; }
    td:not(.number) small { display: block; }
    table.compact { width: auto; min-width: min(30rem, 100%); }
    table.compact th, table.compact td { padding-left: 1rem; padding-right: 1rem; }
    table.compact th:first-child { padding-left: 0; }
    table.compact :is(th, td):last-child { padding-right: 0; }
    .name { white-space: nowrap; }
    .long { white-space: normal; overflow-wrap: anywhere; min-width: 13rem; max-width: 22rem; }
    .words { min-width: 10rem; overflow-wrap: anywhere; }
    tbody th small { display: block; white-space: nowrap; }
    .absent { color: var(--soft); font-style: italic; white-space: nowrap; }
    .unpriced { color: var(--amber); }
    .warning, small.warning { color: var(--amber); }
    .bad { color: var(--bad); }

    .mark { display: inline-block; width: 0.625rem; height: 0.625rem; margin-right: 0.375rem; border-radius: 1px; }
    .share { display: inline-block; width: 3rem; height: 0.5rem; margin-right: 0.5rem; }
    .share rect { fill: var(--s0); }
    th.axis { min-width: 13rem; width: 34%; }
    td.axis { padding-top: 0.125rem; padding-bottom: 0.125rem; vertical-align: middle; }
    .range { display: block; width: 100%; height: 0.9375rem; }
    .range .rail { fill: var(--hair); }
    .range .tail { fill: var(--s4); }
    .range .body { fill: var(--s0); }
    .range .median { fill: var(--s1); }
    .ticks { position: relative; height: 1rem; font-size: 0.6875rem; font-weight: 400; }
    .ticks span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
    .ticks span:first-child { transform: none; }
    .ticks span:last-child { transform: translateX(-100%); }

    figure { margin: 1rem 0 0; }
    figcaption .unit { margin-left: 0.5rem; color: var(--soft); }
    .legend { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; list-style: none; margin: 0.25rem 0 0.25rem;
      font-size: 0.8125rem; }
    .legend b { font-weight: 600; }
    .legend bdi { overflow-wrap: anywhere; }
    .chart { display: block; width: 100%; height: auto; font-family: var(--sans); }
    .chart.narrow { display: none; }
    .tick { font-size: 11px; fill: var(--soft); }
    .grid { stroke: var(--hair); stroke-width: 1; }
    .base { stroke: var(--soft); stroke-width: 1; }
    .hint { fill: transparent; }
    .hint:hover { fill: var(--ink); fill-opacity: 0.06; }
    .s0 { fill: var(--s0); background: var(--s0); } .s1 { fill: var(--s1); background: var(--s1); }
    .s2 { fill: var(--s2); background: var(--s2); } .s3 { fill: var(--s3); background: var(--s3); }
    .s4 { fill: var(--s4); background: var(--s4); } .s5 { fill: var(--s5); background: var(--s5); }
    .gap { fill: var(--amber); }
    .mark.gap { background: var(--amber); height: 0.25rem; vertical-align: middle; }
    .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
    .line.l0 { stroke: var(--s0); } .line.l1 { stroke: var(--s3); }
    .band { fill: var(--s3); fill-opacity: 0.09; }
    .h1, .h2, .h3, .h4, .h5 { fill: var(--s0); }
    .h1 { fill-opacity: 0.14; } .h2 { fill-opacity: 0.32; } .h3 { fill-opacity: 0.52; } .h4 { fill-opacity: 0.76; }
    .mark.h1, .mark.h2, .mark.h3, .mark.h4, .mark.h5 { background: var(--s0); }
    .mark.h1 { opacity: 0.14; } .mark.h2 { opacity: 0.32; } .mark.h3 { opacity: 0.52; } .mark.h4 { opacity: 0.76; }
    .label { font-size: 12px; font-weight: 600; fill: var(--ink); }
    circle.l0 { fill: var(--s0); } circle.l1 { fill: var(--s3); }

    .definitions { columns: 24rem 2; column-gap: 2.5rem; margin-top: 0.75rem; }
    .definitions div { break-inside: avoid; padding: 0.3125rem 0; border-top: 1px solid var(--hair); }
    .definitions dt { font-weight: 600; }
    .definitions dd { color: var(--soft); }
    body > footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--rule); font-size: 0.75rem;
      color: var(--soft); }

    @media (max-width: 60rem) { .summary { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 40rem) {
      body { padding: 1.25rem 1rem 3rem; }
      h1 { font-size: 1.625rem; }
      .verdict { font-size: 1.125rem; margin: 1rem 0; padding: 0.75rem 0; }
      .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem 1.25rem; }
      .card .value { font-size: 1.375rem; }
      .card .value.absent { font-size: 1.125rem; }
      .chart.wide { display: none; }
      .chart.narrow { display: block; }
      thead th:first-child, tbody th, tfoot th { position: sticky; left: 0; background: var(--paper);
        max-width: 9.5rem; min-width: 8rem; }
      tbody th.name, tbody th { white-space: normal; overflow-wrap: anywhere; }
      th:first-child { padding-right: 0.75rem; }
      .definitions { columns: 1; }
    }
    @media print {
      :root {
        --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --hair: #ddd; --wash: #fff; --amber: #6b4500;
          --bad: #8f1322;
        --s0: #33478f; --s1: #d9b04c; --s2: #3a9a8c; --s3: #c4616f; --s4: #8fc3de; --s5: #9a9a96;
        color-scheme: light;
      }
      @page { size: A4; margin: 14mm 12mm; }
      html { font-size: 11px; }
      body { padding: 0; max-width: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav { display: none; }
      .scroll { overflow: visible; }
      .summary { grid-template-columns: minmax(0, 1fr) 17rem; gap: 1.5rem; }
      .cards { grid-template-columns: repeat(4, 1fr); gap: 1rem; }
      table { font-size: 0.6875rem; }
      td small, th small { font-size: 0.625rem; }
      th, td { padding: 0.1875rem 0.3125rem; }
      th.axis { min-width: 8rem; }
      .name { white-space: normal; overflow-wrap: anywhere; }
      .long, .words { min-width: 0; }
      .chart.wide { display: block; }
      .chart.narrow { display: none; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      tr, figure, .card, aside { break-inside: avoid; }
      h2, h3, .lead, figcaption { break-after: avoid; }
      section { margin-top: 1.75rem; }
    }

    """
}
