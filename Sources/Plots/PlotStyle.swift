/// What plots of bars and dots look like. Colours follow the reader's light or dark scheme and differ
/// in lightness too, for those who see no hue.
enum PlotStyle {
  static let bars = """
    :root { --ground: #fffefb; --ink: #1d2126; --soft: #5a626c; --rule: #e3e4e0; \
    --first: #1f5fbf; --second: #d9974a; --track: #ece9e1; }
    @media (prefers-color-scheme: dark) { :root { --ground: #1c2226; --ink: #eceef0; \
    --soft: #a3abb5; --rule: #2c3138; --first: #78aefc; --second: #b06a22; --track: #2c3338; } }
    .ground { fill: var(--ground); }
    text { fill: var(--ink); font: 14px system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
    .title { font-size: 17px; font-weight: 650; }
    .note { fill: var(--soft); font-size: 13px; }
    .end { text-anchor: end; }
    .center { text-anchor: middle; }
    .rule { stroke: var(--rule); }
    .axis { stroke: var(--soft); }
    .ideal { stroke: var(--soft); stroke-dasharray: 6 5; }
    .track { fill: var(--track); }
    .first { fill: var(--first); }
    .second { fill: var(--second); }
    .dot { fill: var(--first); stroke: var(--ground); stroke-width: 1.5; }
    @media (max-width: 36rem) { text { font-size: 20px; } .title { font-size: 23px; } \
    .note { font-size: 19px; } }
    @media (max-width: 24rem) { text { font-size: 26px; } .title { font-size: 25px; } \
    .note { font-size: 24px; } }
    """
}
