extension DemoStory {
  /// Bridges, buses and roads.
  static let traffic = [
    DemoStory(
      "{place} bridge closed until next year?",
      "They just closed the old bridge in {place}. A man at the barrier told me it stays shut for a year!",
      about: "the bridge closure", path: "bridge", .photo,
      facts: [
        "The closure lasts nine days, not a year: the notice at the barrier names both dates.",
        "Only cars are kept out. People on foot and on bicycles can cross during the repair.",
        "The photo shows the closure for the flood three winters ago; the barrier is another one now.",
      ]),
    DemoStory(
      "Bus fares in {place} double on Monday",
      "Heard it from the driver: from Monday every bus ticket in {place} costs twice as much.",
      about: "the bus fares", path: "bus-fares",
      facts: [
        "Single tickets rise by a tenth. Monthly tickets keep their price, as the fare table shows.",
        "What doubles is the fine for riding without a ticket, not the fare.",
        "The new fares start with the timetable change in spring and not on Monday.",
      ]),
    DemoStory(
      "The night bus in {place} is gone",
      "No more night bus in {place}. How are people supposed to get home from the late shift?",
      about: "the night bus", path: "night-bus", .link,
      facts: [
        "The line was given a new number. It leaves from the same stop, ten minutes later.",
        "It pauses for two weeks while the depot is rebuilt; a shared taxi runs in its place.",
        "The linked page is the summer timetable of two years ago.",
      ]),
    DemoStory(
      "Speed trap hidden in a bin in {place}",
      "Look at this! {place} hides its speed cameras in rubbish bins now.",
      about: "the bin with the camera", path: "speed-camera", .photo,
      facts: [
        "The box counts passing bicycles. It has no lens, and the sign on its back says so.",
        "The picture comes from a design student's exhibition about street furniture.",
        "Fixed cameras must be announced by a sign here, and the list of them names no bin.",
      ]),
    DemoStory(
      "{place} bans bicycles from the market square",
      "Bicycles are banned from the square in {place} as of today. Pushing them too, they say.",
      about: "the rule for bicycles", path: "market-square",
      facts: [
        "Riding is not allowed on market days until two o'clock. Pushing a bicycle always is.",
        "The rule has been on the sign for eleven years. What is new is the paint.",
        "The council voted down a full ban; the minutes are public.",
      ]),
    DemoStory(
      "Ferry at {place} runs aground every week",
      "Third time this month that the ferry at {place} sits on the sandbank. Nobody does anything.",
      about: "the ferry", path: "ferry", .video,
      facts: [
        "The video shows one event, filmed from three sides; the clock on the pier reads the same.",
        "It waits there for high water on purpose: the timetable marks these crossings with a star.",
        "The log of the harbour has one grounding in the past four years.",
      ]),
    DemoStory(
      "All parking in {place} paid from now on",
      "Brace yourselves: even the field behind the church in {place} costs money now.",
      about: "the parking fees", path: "parking",
      facts: [
        "The machine in the field is for the campsite. Parking by day stays free.",
        "Four streets at the station are paid; the map with the others is a proposal.",
        "The first hour is free everywhere, which the post leaves out.",
      ]),
    DemoStory(
      "The {place} tunnel is leaking",
      "Water from the ceiling in the {place} tunnel. I would not drive through it any more.",
      about: "the water in the tunnel", path: "tunnel", .video,
      facts: [
        "The lining is washed twice a year. The video shows the cleaning vehicle at its end.",
        "The inspection report of this spring gives the tunnel the best of five grades.",
        "Groundwater is led to a gutter there by design; the drawing of the tunnel shows it.",
      ]),
    DemoStory(
      "Train to {place} now takes twenty minutes longer",
      "They call it an upgrade: the train to {place} is twenty minutes slower than before.",
      about: "the slower train", path: "railway", .link,
      facts: [
        "The table compares a direct train with one that changes. The direct one is as fast as before.",
        "Trains are slower for six weeks of track work, then four minutes faster.",
        "The screenshot shows Sunday's timetable beside one of a weekday.",
      ]),
    DemoStory(
      "Electric buses freeze in {place}",
      "Minus five and all the new electric buses in {place} stood still. Well done.",
      about: "the buses in the cold", path: "electric-buses", .photo,
      facts: [
        "They stood still because the road was closed for ice; diesel buses did too.",
        "Two of forty buses had a flat battery that day, according to the depot's daily report.",
        "The photo is of a parking lot of buses before delivery; they have no number plates.",
      ]),
  ]
}
