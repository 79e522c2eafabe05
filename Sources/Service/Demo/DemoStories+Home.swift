extension DemoStory {
  /// Bakeries, bills and household advice.
  static let home = [
    DemoStory(
      "Bakery in {place} puts sawdust in its bread",
      "My bread from the bakery in {place} is full of wood. They stretch the flour!",
      about: "the bread", path: "bakery", .photo,
      facts: [
        "The baskets for the dough are dusted with wood fibre, which the trade allows and labels.",
        "The picture shows bran; the loaf is sold as bread with bran.",
        "The food inspection's last visit had no complaint, as the sheet at the door shows.",
      ]),
    DemoStory(
      "Electricity in {place} switched off every evening",
      "From October on the power in {place} goes off from eight to nine. Buy candles.",
      about: "the power cuts", path: "power",
      facts: [
        "It is one evening for three streets, while a transformer is changed.",
        "The letter in circulation names a company that does not exist; the grid's operator denies it.",
        "The plan in the picture is a form for emergencies and has been on file since 2012.",
      ]),
    DemoStory(
      "Rubbish in {place} only collected once a month",
      "Once a month! In summer! {place} wants us to live in our own rubbish.",
      about: "the collection of rubbish", path: "rubbish",
      facts: [
        "Once a month is for paper. Household rubbish is collected every second week, as before.",
        "The calendar shown is for allotment gardens, which have larger bins.",
        "The town asked for opinions on it. Nothing has been decided.",
      ]),
    DemoStory(
      "Put your phone in rice? {place} shop says so",
      "The repair shop in {place} says rice saves every wet phone. Share before it is too late!",
      about: "the advice on wet phones", path: "phones",
      facts: [
        "Rice dries a phone no faster than air and leaves dust. Switch it off and let it lie open.",
        "The shop's own page says not to use rice.",
        "Repairers advise against it: starch in the socket causes faults later.",
      ]),
    DemoStory(
      "Free firewood for everyone in {place}",
      "Just go to the forest of {place} and take what you need, it is legal now.",
      about: "the firewood", path: "firewood",
      facts: [
        "A permit is needed. It costs 15 a year and is for wood on the ground alone.",
        "The offer was for one day, after the storm, along the marked road.",
        "The forester's page lists the rules; felling trees is not among them.",
      ]),
    DemoStory(
      "Apple juice from {place} banned",
      "The best apple juice in the country, and now it is banned. Thank you, {place}.",
      about: "the apple juice", path: "apple-juice", .link,
      facts: [
        "One batch was recalled because of a wrong date on the label. The juice is on sale again.",
        "What is not allowed is the word \"homemade\"; the juice has a new label.",
        "The linked page is a satire, as the line at its end says.",
      ]),
    DemoStory(
      "House numbers in {place} change: new papers for all",
      "All of {place} needs new papers because they change the house numbers. Who pays for that?",
      about: "the house numbers", path: "house-numbers",
      facts: [
        "Five houses on one corner get new numbers. Their papers are changed without a fee.",
        "Papers stay valid: an address sticker is added, as with any move.",
        "The plan dates from 1998 and was carried out long ago.",
      ]),
    DemoStory(
      "Cat from {place} walked 900 kilometres home",
      "Nine hundred kilometres, alone, over two mountains: the cat from {place} is back.",
      about: "the cat", path: "cat", .photo,
      facts: [
        "The cat was found two villages on, eleven kilometres away, and was brought home by car.",
        "The photo is of another cat; it was on the title page of a calendar.",
        "The chip shows where it was registered: at the shelter of the next town.",
      ]),
    DemoStory(
      "Petrol 30 cents cheaper at {place}",
      "Fill up in {place} today, thirty cents less per litre, only until tonight!",
      about: "the cheap petrol", path: "petrol", .photo,
      facts: [
        "The display is broken: its first digit is dark, as one can see in the unedited picture.",
        "The price portal shows the usual prices for that day and place.",
        "The offer was for the opening day last year, limited to 20 litres.",
      ]),
    DemoStory(
      "Salt in the dishwasher is a trick, says {place} plumber",
      "A plumber from {place} told me: dishwasher salt does nothing. They only want your money.",
      about: "the dishwasher salt", path: "dishwasher", .video,
      facts: [
        "In towns with soft water it is indeed not needed; here the water is hard, and it is.",
        "Salt renews the softener. Without it lime settles on the heater, as manuals explain.",
        "The man in the video is an actor; the channel says so in its description.",
      ]),
  ]
}
