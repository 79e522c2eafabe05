extension DemoStory {
  /// Libraries, schools and festivals.
  static let town = [
    DemoStory(
      "Library in {place} only open two days a week",
      "The library in {place} opens on two days only from now on. So much for reading.",
      about: "the library's hours", path: "library",
      facts: [
        "Two days have staff. On the other four the door opens with a library card until nine.",
        "The short hours are for the three weeks of the summer break, as every year.",
        "The list shows the branch at the school, not the main library.",
      ]),
    DemoStory(
      "{place} cancels its lantern festival",
      "No lanterns this year in {place}. It was the only nice thing in November.",
      about: "the lantern festival", path: "lanterns", .link,
      facts: [
        "The parade moves to the following Saturday because of the storm warning.",
        "What is cancelled is the fireworks; the lanterns take place as planned.",
        "The linked notice is from four years ago, as the date at its foot shows.",
      ]),
    DemoStory(
      "School lunch in {place}: only insects!",
      "They want to feed our children insects. It is on the menu of the school in {place}.",
      about: "the school menu", path: "school-menu", .photo,
      facts: [
        "The menu was part of a project week about food of the world; lunch was potatoes.",
        "\"Grasshopper\" is the name of the green dessert on the menu. It is made of mint and milk.",
        "The caterer's list of ingredients is on the door and names no insects.",
      ]),
    DemoStory(
      "The swimming pool of {place} is full of glass",
      "Do not go swimming in {place}, a whole wall of glass fell into the pool.",
      about: "the swimming pool", path: "swimming-pool",
      facts: [
        "One pane of the café broke, twenty metres from the water. The pool was checked and opened.",
        "The pool is empty for its yearly cleaning this week; nobody could have been in it.",
        "The pane was replaced the same day, says the notice at the entrance.",
      ]),
    DemoStory(
      "Town hall of {place} sold to investor",
      "It is done: {place} has sold its town hall. Ask yourselves who profits.",
      about: "the town hall", path: "town-hall", .link,
      facts: [
        "The town rents out the restaurant in the basement. The building stays its own.",
        "The contract in the link is for the old fire station, as its first page says.",
        "A sale would need a vote of the council; there was none this year.",
      ]),
    DemoStory(
      "Clock of {place} runs backwards",
      "The church clock in {place} really runs backwards now, see for yourselves.",
      about: "the church clock", path: "clock", .video,
      facts: [
        "The video is mirrored: the letters on the shop below are reversed too.",
        "The clock was set by hand for the change to winter time. That takes a few minutes.",
        "The clockmaker who serviced it describes the work on a page about the tower.",
      ]),
    DemoStory(
      "Museum in {place} shows a fake",
      "The famous golden cup in the museum of {place} is a copy. They cheat all visitors.",
      about: "the golden cup", path: "museum",
      facts: [
        "The label beside it says that it is a copy. The original is shown once a year.",
        "Copies are usual for fragile metal; the museum's guide explains it on page two.",
        "The original is on loan until May and back in its case afterwards.",
      ]),
    DemoStory(
      "Half of the shops in {place} are empty",
      "I counted: every second shop in {place} is empty. The town is dying.",
      about: "the empty shops", path: "shops", .photo,
      facts: [
        "The yearly count finds eleven of 140 shops empty, two fewer than last year.",
        "The photo was taken on a public holiday, when all of them were closed.",
        "The row in the picture was being rebuilt; six of the shops have opened since.",
      ]),
    DemoStory(
      "{place} pays 90,000 for a bench",
      "Ninety thousand! For one bench! That is what {place} does with our money.",
      about: "the bench", path: "bench", .link,
      facts: [
        "The sum is for the whole square: 22 benches, nine trees and the lighting.",
        "Half of it was a donation, which the budget lists two lines below.",
        "The bench alone cost 870, according to the list of orders.",
      ]),
    DemoStory(
      "New street lamps in {place} cause headaches",
      "Since the new lamps in {place} nobody in our street can sleep. They flicker!",
      about: "the street lamps", path: "lamps", .video,
      facts: [
        "The flicker in the video comes from the camera: its shutter and the lamp differ in rhythm.",
        "The lamps are dimmed from eleven o'clock on; before, the old ones shone all night.",
        "Measurements in the street are published and stay below the recommended value.",
      ]),
    DemoStory(
      "Choir of {place} thrown out of its hall",
      "After sixty years the choir of {place} has to leave its hall. Shame on them.",
      about: "the choir's hall", path: "choir",
      facts: [
        "The hall gets a new floor. The choir sings in the school for five weeks and returns.",
        "The choir itself asked for the repair, as its own page tells.",
        "The contract of the choir was renewed in March for ten years.",
      ]),
  ]
}
