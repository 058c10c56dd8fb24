extension NormPage {
    /// The stylesheet of all pages, for screens from 320 pixels on and for paper.
    public static let stylesheet = """
        :root {
          color-scheme: light;
          --ink: #1b2420; --soft: #4c5a53; --line: #d5ddd8; --ground: #ffffff; --tint: #f3f7f4; --green: #14613f;
          --open: #7a4100; --open-ground: #fff3e0; --sure: #14613f; --sure-ground: #e3f3ea;
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body {
          margin: 0 auto; padding: 0 1rem 3rem; max-width: 60rem; color: var(--ink); background: var(--ground);
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
          overflow-wrap: break-word;
        }
        a { color: var(--green); text-underline-offset: .15em; }
        a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
        h1 { font-size: 1.7rem; line-height: 1.3; margin: .6rem 0; }
        h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--green); }
        h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        h4 { font-size: 1rem; line-height: 1.45; margin: 0 0 .2rem; }
        h4.sub { margin: 1.2rem 0 .3rem; }
        p { margin: .4rem 0; }
        ul, ol { margin: .4rem 0; padding-left: 1.4rem; }
        code { font: .82em/1.4 ui-monospace, Consolas, monospace; color: var(--soft); overflow-wrap: anywhere; }
        .skip { position: absolute; left: -999px; padding: .5rem; background: var(--ground); }
        .skip:focus { left: 1rem; top: 0; }
        .top { display: flex; justify-content: space-between; gap: 1rem; margin: .8rem 0; }
        .top .switch { margin-left: auto; }
        .top a, .contents a { display: inline-block; min-height: 24px; }
        .notice { padding: .5rem .8rem; background: var(--open-ground); color: var(--open); border-left: 4px solid var(--open); }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; min-width: 0; }
        .contents { background: var(--tint); padding: .8rem 1rem; border-radius: .4rem; }
        .contents h2 { margin: 0 0 .4rem; font-size: 1.1rem; border: 0; padding: 0; }
        .contents ol, .contents ul { margin: 0; }
        .ids a { margin-left: .35rem; min-width: 24px; font-size: .9rem; }
        .item { padding: .8rem 0; border-top: 1px solid var(--line); }
        .item:target { background: var(--tint); outline: 2px solid var(--green); outline-offset: .3rem; }
        .points {
          display: inline-block; padding: 0 .5rem; border-radius: 1rem; background: var(--green); color: #ffffff; font-size: .85rem;
          font-weight: 600; white-space: nowrap;
        }
        .unit { color: var(--soft); font-weight: 400; font-size: .9rem; }
        .name, .help { color: var(--soft); margin: 0 0 .3rem; font-size: .9rem; }
        .line { margin: .15rem 0; }
        .question .line { display: inline-block; margin-right: 1.6rem; }
        .what { color: var(--soft); }
        p.what { margin: .4rem 0 .1rem; }
        .conditions { margin: .2rem 0; }
        .formula {
          padding: .5rem .8rem; background: var(--tint); border-left: 3px solid var(--green); line-height: 1.8;
        }
        .badge { display: inline-block; padding: 0 .45rem; border-radius: .3rem; font-size: .82rem; white-space: nowrap; }
        .badge.open { background: var(--open-ground); color: var(--open); }
        .badge.sure { background: var(--sure-ground); color: var(--sure); }
        .badge.sure { white-space: normal; }
        .any { color: var(--soft); }
        .word { white-space: nowrap; }
        .url { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; margin: .5rem 0; }
        table { border-collapse: collapse; min-width: 16rem; font-size: .95rem; }
        caption { text-align: left; color: var(--soft); padding-bottom: .2rem; font-size: .9rem; }
        th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
        th { background: var(--tint); font-weight: 600; }
        .values th, .values td { white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .side { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: flex-start; }
        .side > .scroll { flex: 1 1 16rem; }
        .side > figure { flex: 0 1 22rem; }
        figure { margin: .3rem 0; }
        svg.chart { display: block; width: 100%; max-width: 24rem; height: auto; font-size: 11px; }
        .scale svg.chart { max-width: 27rem; }
        svg text { fill: var(--ink); }
        svg .caption { fill: var(--soft); }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .axis { stroke: var(--soft); stroke-width: 1; }
        svg .line { fill: none; stroke: var(--green); stroke-width: 2.2; stroke-linejoin: round; }
        svg .dot { fill: var(--green); }
        svg .shade0 { fill: #0e5233; } svg .shade1 { fill: #2a7a52; } svg .shade2 { fill: #57a17a; }
        svg .shade3 { fill: #8cc3a4; } svg .shade4 { fill: #c2e0ce; } svg .shade5 { fill: #dcdfdd; }
        svg.bar { display: block; width: 100%; min-width: 4rem; height: 6px; margin-top: .25rem; }
        .bar .track { fill: var(--line); } .bar .fill { fill: var(--green); }
        .fields { margin: .3rem 0; }
        .sources li, .changes li { margin: .3rem 0; }
        .changes del { color: #8c1d18; } .changes ins { color: var(--sure); }
        .sr { font-size: .85em; }
        footer { margin-top: 3rem; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
        @media (max-width: 30rem) {
          .facts { grid-template-columns: 1fr; gap: 0; }
          .facts dd { margin-bottom: .4rem; }
          h1 { font-size: 1.4rem; }
        }
        @media print {
          @page { size: A4; margin: 18mm 15mm; }
          body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.45; }
          .skip, .top, .contents .ids { display: none; }
          a { color: inherit; text-decoration: none; }
          .item, tr, figure { break-inside: avoid; }
          h2, h3, h4 { break-after: avoid; }
          .scroll { overflow: visible; }
          .points { color: var(--ink); background: none; border: 1px solid var(--ink); }
          svg rect, svg path, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
