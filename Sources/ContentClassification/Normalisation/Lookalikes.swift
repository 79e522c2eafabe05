/// Letters of other scripts, and odd forms of Latin ones, by the plain letter they are taken for.
/// Put together by eye. Patterns and posts are folded alike, so that words of those scripts still
/// match themselves.
enum Lookalikes {
  static let rows: [(plain: Unicode.Scalar, forms: String)] = [
    ("a", "аαɑᴀᵃₐªⱥɐᎪꓮ"),
    ("b", "ьвβƅɓʙᵇƀƃᏏᏼꓐ"),
    ("c", "сϲⅽᴄᶜƈȼↄɔᏟꓚ©"),
    ("d", "ԁⅾᴅᵈɖɗđðᎠꓒ"),
    ("e", "еєεɛᴇᵉₑɇǝəҽ℮ɘᎬꓰ"),
    ("f", "ƒꞙᶠꜰſքꓝ"),
    ("g", "ɡցɢᵍɠʛԍᏀꓖ"),
    ("h", "һհнʰₕħɦʜђћᎻꓧ"),
    ("i", "іιɩɪⁱᵢıɨӏⅰꙇᴉᏆ"),
    ("j", "јϳʝᴊʲⱼɉյɟᎫꓙ"),
    ("k", "кκᴋᵏₖƙĸқʞᏦꓗ"),
    ("l", "ⅼʟˡₗłƚɫɬℓǀᏞꓡ"),
    ("m", "мⅿᴍᵐₘɱϻᎷꓟ"),
    ("n", "пиոռɴⁿₙɲƞηᴎꓠ"),
    ("o", "оοօᴏᵒₒøσөჿⲟɵꓳ"),
    ("p", "рρᴘᵖₚƿᏢⲣꓑ"),
    ("q", "ԛգʠɋ"),
    ("r", "гяᴦʀʳᵣɍɾɼɹᴙᎡꓣ"),
    ("s", "ѕʂꜱˢₛƽᏚꓢ"),
    ("t", "тτᴛᵗₜŧƭʈʇᎢꓔ"),
    ("u", "υսцᴜᵘᵤʉʊʋꓴ"),
    ("v", "νѵⅴᴠᵛᵥʌᏙꓦ"),
    ("w", "шщωԝᴡʷɯⱳѡաʍᎳꓪ"),
    ("x", "хχⅹˣₓҳꓫ"),
    ("y", "уүγʏʸɏƴყʎꓬ"),
    ("z", "ᴢᶻƶʐȥʑⱬᏃꓜ"),
  ]

  /// Single signs that stand for several letters.
  static let expansions: [(form: Unicode.Scalar, letters: String)] = [
    ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("ĳ", "ij"), ("ŋ", "ng"), ("þ", "th"),
    ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st"),
    ("ǆ", "dz"), ("ǉ", "lj"), ("ǌ", "nj"), ("ю", "io"), ("ы", "bi"), ("™", "tm"), ("№", "no"),
  ]
}
