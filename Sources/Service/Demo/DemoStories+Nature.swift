extension DemoStory {
  /// Lakes, animals and the weather.
  static let nature = [
    DemoStory(
      "The lake of {place} turned pink",
      "This is not edited. The lake near {place} is bright pink this morning!",
      about: "the pink lake", path: "lake", .photo,
      facts: [
        "The photo shows a salt lake on another continent and has been shared since 2016.",
        "Colours were changed: the boats in the original picture are white, here they are pink too.",
        "The webcam at the jetty shows the lake of this morning. It is grey.",
      ]),
    DemoStory(
      "Wolf seen at the playground of {place}",
      "A wolf, in the middle of the day, at the playground in {place}. Keep your children inside.",
      about: "the wolf", path: "wolf", .photo,
      facts: [
        "It is a dog of a wolf-like breed; its owner wrote under the first post of the picture.",
        "The collar can be seen when the picture is brightened.",
        "The ranger examined the tracks the same day and found those of a dog.",
      ]),
    DemoStory(
      "Tap water in {place} not safe",
      "Do not drink from the tap in {place}! My neighbour works there and says it is poisoned.",
      about: "the tap water", path: "tap-water",
      facts: [
        "The water works publish measurements every week. All values are below the limits.",
        "The advice to boil water was for one street and ended on Tuesday.",
        "It tastes of chlorine for some days because the pipes were flushed; that was announced.",
      ]),
    DemoStory(
      "Storks left {place} because of the mast",
      "Since the mast was built no stork nests in {place}. That says it all.",
      about: "the storks", path: "storks", .link,
      facts: [
        "Storks leave in August every year. The count in June found nine nests, a record.",
        "The mast was built two years after the last nest on the mill was given up.",
        "The linked map shows nests of another species.",
      ]),
    DemoStory(
      "Giant catfish in the pond of {place}",
      "Two metres long! It eats ducks! Caught in the town pond of {place}.",
      about: "the catfish", path: "catfish", .photo,
      facts: [
        "The fish is held close to the lens. From the reel's size it is about 70 centimetres long.",
        "The same picture appeared in an angling magazine nine years ago, with another river's name.",
        "The pond is 80 centimetres deep and was drained in spring; carp were found in it.",
      ]),
    DemoStory(
      "400 trees felled in {place} overnight",
      "They came at night and cut down four hundred trees along the canal in {place}.",
      about: "the felled trees", path: "trees", .video,
      facts: [
        "It was 38 trees, after an ash disease; the list with every tree was posted in January.",
        "The video is from a storm in another region. The tower in it does not stand here.",
        "For every tree two are planted in autumn, as the permit demands.",
      ]),
    DemoStory(
      "Hottest day ever in {place}",
      "46 degrees in {place} today, the thermometer does not lie. A record.",
      about: "the record heat", path: "heat", .photo,
      facts: [
        "A thermometer in the sun shows more. In the shade the station measured 34.1 degrees.",
        "The record of the station is 37.8 degrees, from 2019.",
        "The display hangs on a dark wall above a car park, which warms it.",
      ]),
    DemoStory(
      "No more bees in {place}",
      "Have you noticed? There is not a single bee left in {place}.",
      about: "the bees", path: "bees",
      facts: [
        "The beekeepers' association counts more hives than last year. April was cold, bees stayed in.",
        "Honey bees are doing well; it is wild bees that decline, by about a third in twenty years.",
        "The garden survey in June recorded 41 kinds of bee within the town.",
      ]),
    DemoStory(
      "Strange lights above {place}",
      "Twelve lights in a row above {place}, no sound, then gone. What are they hiding?",
      about: "the lights", path: "lights", .video,
      facts: [
        "A row of satellites passed at 22:14, as published orbits show for that place and time.",
        "Their lights go out one by one where they enter the shadow of the earth.",
        "The airfield confirms that no aircraft was there; the planetarium explains the sight.",
      ]),
    DemoStory(
      "Mushroom from {place} cures everything",
      "This mushroom grows only near {place} and makes every cold go away in an hour.",
      about: "the mushroom", path: "mushroom", .link,
      facts: [
        "It grows in most of the continent and is edible, but no study found it to cure a cold.",
        "The shop in the link belongs to the person who wrote the post.",
        "It is easily confused with a poisonous kind; the mushroom advice line warns of it.",
      ]),
    DemoStory(
      "{place} flooded: worst flood in history",
      "The whole of {place} is under water. Nobody reports it!",
      about: "the flood", path: "flood", .photo,
      facts: [
        "The meadow in the picture is a basin for high water. It fills on purpose every spring.",
        "The gauge stood at 3.20 metres; in the flood of 1954 it was 5.85.",
        "The picture is from the exercise of the fire brigade last September.",
      ]),
  ]
}
