import type { FamilyDefinition } from './family-definition.ts';
import { bagSizes } from './option-words.ts';
import { words } from './words.ts';

/** What the merchant sells for nights outdoors. */
export const campingFamilies: readonly FamilyDefinition[] = [
  {
    key: 'tent',
    code: 'TEN',
    labels: words('Tents', 'Zelte', 'Tentes'),
    share: 7,
    categories: ['tents'],
    nouns: [
      words('Tunnel Tent', 'Tunnelzelt', 'Tente tunnel'),
      words('Dome Tent', 'Kuppelzelt', 'Tente dôme'),
      words('Trekking Tent', 'Trekkingzelt', 'Tente de trek'),
      words('Family Tent', 'Familienzelt', 'Tente familiale'),
    ],
    features: [
      words(
        'Inner and outer tent are pitched in one go',
        'Innen- und Außenzelt stehen in einem Zug',
        'Chambre et toit se montent d’un seul geste',
      ),
      words(
        'Colour-coded poles that nobody mixes up',
        'Farbig markierte Stangen, die niemand verwechselt',
        'Arceaux repérés par couleur, impossibles à confondre',
      ),
      words(
        'A porch that keeps boots and packs dry',
        'Ein Vorraum, in dem Schuhe und Rucksack trocken bleiben',
        'Une abside qui garde chaussures et sacs au sec',
      ),
      words(
        'Taped seams and a bathtub floor',
        'Getapte Nähte und ein hochgezogener Boden',
        'Coutures étanchées et tapis de sol en cuvette',
      ),
      words(
        'Two vents that open from inside',
        'Zwei Lüfter, die sich von innen öffnen lassen',
        'Deux aérations qui s’ouvrent de l’intérieur',
      ),
      words(
        'Repair sleeve and spare pegs included',
        'Reparaturhülse und Ersatzheringe liegen bei',
        'Manchon de réparation et sardines de rechange fournis',
      ),
    ],
    materials: ['ripstop_nylon', 'recycled_polyester'],
    care: ['wipe', 'no_tumble'],
    colors: 4,
    price: [149, 899],
    grams: [1200, 9800],
    quantities: {
      width: ['CMT', 120, 420],
      depth: ['CMT', 210, 560],
      height: ['CMT', 95, 210],
      waterColumn: ['MMT', 2000, 8000],
    },
    numbers: { persons: [1, 6] },
    more: ['season', 'waterproof'],
    manual: true,
  },
  {
    key: 'sleeping_bag',
    code: 'SLB',
    labels: words('Sleeping bags', 'Schlafsäcke', 'Sacs de couchage'),
    share: 7,
    categories: ['sleeping_bags'],
    nouns: [
      words('Down Sleeping Bag', 'Daunenschlafsack', 'Sac de couchage en duvet'),
      words('Mummy Sleeping Bag', 'Mumienschlafsack', 'Sac de couchage sarcophage'),
      words('Summer Quilt', 'Sommerquilt', 'Quilt d’été'),
    ],
    features: [
      words(
        'A draught collar that keeps warm air in',
        'Ein Wärmekragen, der die warme Luft drinnen hält',
        'Une collerette qui retient l’air chaud',
      ),
      words(
        'Two-way zip with a guard against snagging',
        'Zwei-Wege-Reißverschluss mit Klemmschutz',
        'Fermeture à double curseur avec protection anti-accroc',
      ),
      words(
        'Packs down to the size of a loaf of bread',
        'Klein verpackt wie ein Laib Brot',
        'Se range dans le volume d’une miche de pain',
      ),
      words(
        'Inner pocket for a phone or a headlamp',
        'Innentasche für Telefon oder Stirnlampe',
        'Poche intérieure pour téléphone ou frontale',
      ),
      words(
        'Left and right bags zip together',
        'Linke und rechte Ausführung lassen sich koppeln',
        'Les modèles gauche et droit se jumellent',
      ),
    ],
    materials: ['goose_down', 'recycled_polyester'],
    care: ['wash_30', 'hand_wash'],
    colors: 5,
    sizes: bagSizes,
    price: [79, 549],
    grams: [480, 1900],
    quantities: { comfortTemperature: ['CEL', -18, 14] },
    more: ['season'],
  },
  {
    key: 'stove',
    code: 'STV',
    labels: words('Camp stoves', 'Kocher', 'Réchauds'),
    share: 6,
    categories: ['camp_kitchen'],
    nouns: [
      words('Gas Stove', 'Gaskocher', 'Réchaud à gaz'),
      words('Spirit Burner', 'Spirituskocher', 'Réchaud à alcool'),
      words('Wood Stove', 'Holzkocher', 'Réchaud à bois'),
    ],
    features: [
      words(
        'Boils half a litre in about three minutes',
        'Kocht einen halben Liter in etwa drei Minuten',
        'Fait bouillir un demi-litre en trois minutes environ',
      ),
      words(
        'Simmers without burning the porridge',
        'Köchelt, ohne dass der Brei anbrennt',
        'Mijote sans brûler le porridge',
      ),
      words(
        'Folds flat enough for a jacket pocket',
        'Faltet sich flach genug für die Jackentasche',
        'Se plie assez pour tenir dans une poche',
      ),
      words(
        'Feet that stand on uneven ground',
        'Füße, die auch auf unebenem Boden stehen',
        'Des pieds stables sur sol inégal',
      ),
      words(
        'Every part can be ordered on its own',
        'Jedes Teil lässt sich einzeln nachbestellen',
        'Chaque pièce se commande séparément',
      ),
    ],
    materials: ['stainless_steel', 'aluminium'],
    care: ['wipe'],
    colors: 0,
    price: [29, 189],
    grams: [85, 920],
    quantities: { power: ['WTT', 1200, 3600] },
    manual: true,
  },
  {
    key: 'lantern',
    code: 'LAN',
    labels: words('Lanterns', 'Laternen', 'Lanternes'),
    share: 7,
    categories: ['lighting', 'gifts'],
    nouns: [
      words('Camp Lantern', 'Campinglaterne', 'Lanterne de camping'),
      words('Headlamp', 'Stirnlampe', 'Lampe frontale'),
      words('Oil Lantern', 'Öllaterne', 'Lanterne à huile'),
    ],
    features: [
      words(
        'Warm light that draws few insects',
        'Warmes Licht, das wenige Insekten anzieht',
        'Lumière chaude qui attire peu d’insectes',
      ),
      words(
        'Dims down to a night light',
        'Lässt sich bis zum Nachtlicht dimmen',
        'S’atténue jusqu’à la veilleuse',
      ),
      words(
        'Hangs, stands, and clips to a line',
        'Hängt, steht oder klemmt an der Leine',
        'Se suspend, se pose ou se clipse à une corde',
      ),
      words(
        'Charges by cable, runs on spare cells',
        'Lädt am Kabel, läuft mit Ersatzzellen',
        'Se recharge par câble, fonctionne avec des piles',
      ),
      words('Sealed against rain and sand', 'Dicht gegen Regen und Sand', 'Étanche à la pluie et au sable'),
    ],
    materials: ['aluminium', 'stainless_steel'],
    care: ['wipe'],
    colors: 5,
    price: [19, 129],
    grams: [70, 1100],
    quantities: { luminousFlux: ['LUM', 60, 900], burnTime: ['HUR', 4, 120] },
    more: ['waterproof'],
    manual: true,
  },
];
