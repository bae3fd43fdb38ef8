import type { FamilyDefinition } from './family-definition.ts';
import { apparelSizes, shoeSizes } from './option-words.ts';
import { words } from './words.ts';

/** What the merchant sells for days outdoors. */
export const hikingFamilies: readonly FamilyDefinition[] = [
  {
    key: 'backpack',
    code: 'BPK',
    labels: words('Backpacks', 'Rucksäcke', 'Sacs à dos'),
    share: 9,
    categories: ['backpacks'],
    nouns: [
      words('Trekking Backpack', 'Trekkingrucksack', 'Sac à dos de trek'),
      words('Daypack', 'Tagesrucksack', 'Sac à dos journée'),
      words('Roll-Top Backpack', 'Rolltop-Rucksack', 'Sac à dos à enroulement'),
      words('Climbing Pack', 'Kletterrucksack', 'Sac d’alpinisme'),
    ],
    features: [
      words(
        'A back panel that lets air through on long climbs',
        'Ein Rücken, der auf langen Anstiegen Luft lässt',
        'Un dos aéré pour les longues montées',
      ),
      words(
        'Hip belt pockets for what has to be at hand',
        'Taschen am Hüftgurt für alles, was griffbereit sein muss',
        'Poches de ceinture pour l’essentiel',
      ),
      words(
        'Rain cover in a pocket of its own',
        'Regenhülle im eigenen Fach',
        'Housse de pluie dans sa poche',
      ),
      words(
        'Sleeve for a three-litre bladder',
        'Fach für eine Trinkblase mit drei Litern',
        'Compartiment pour une poche à eau de trois litres',
      ),
      words('Opens at the bottom, too', 'Lässt sich auch von unten öffnen', 'S’ouvre aussi par le bas'),
      words(
        'Loops for poles and an ice axe',
        'Schlaufen für Stöcke und Pickel',
        'Boucles pour bâtons et piolet',
      ),
    ],
    materials: ['ripstop_nylon', 'recycled_polyester', 'waxed_cotton'],
    care: ['wipe', 'hand_wash'],
    colors: 8,
    price: [49, 329],
    grams: [450, 2300],
    quantities: { capacity: ['LTR', 12, 75], height: ['CMT', 42, 78] },
    more: ['waterproof'],
  },
  {
    key: 'jacket',
    code: 'JKT',
    labels: words('Jackets', 'Jacken', 'Vestes'),
    share: 17,
    categories: ['jackets'],
    nouns: [
      words('Rain Jacket', 'Regenjacke', 'Veste de pluie'),
      words('Insulated Jacket', 'Isolationsjacke', 'Veste isolante'),
      words('Softshell Jacket', 'Softshelljacke', 'Veste softshell'),
      words('Waxed Parka', 'Gewachster Parka', 'Parka ciré'),
    ],
    features: [
      words(
        'A hood that turns with the head',
        'Eine Kapuze, die sich mit dem Kopf dreht',
        'Une capuche qui suit les mouvements de la tête',
      ),
      words(
        'Pit zips for steep ascents',
        'Reißverschlüsse unter den Armen für steile Anstiege',
        'Aérations sous les bras pour les montées raides',
      ),
      words(
        'Cuffs that close over gloves',
        'Bündchen, die über Handschuhe passen',
        'Poignets qui se ferment par-dessus les gants',
      ),
      words(
        'Chest pocket that takes a folded map',
        'Brusttasche für eine gefaltete Karte',
        'Poche poitrine pour une carte pliée',
      ),
      words(
        'Packs into its own pocket',
        'Lässt sich in der eigenen Tasche verstauen',
        'Se range dans sa propre poche',
      ),
      words(
        'Cut long enough to sit on',
        'Lang genug, um darauf zu sitzen',
        'Assez longue pour s’asseoir dessus',
      ),
    ],
    materials: ['ripstop_nylon', 'recycled_polyester', 'waxed_cotton', 'goose_down'],
    care: ['wash_30', 'no_tumble'],
    colors: 10,
    sizes: apparelSizes,
    price: [89, 449],
    grams: [260, 1400],
    quantities: { waterColumn: ['MMT', 5000, 28000] },
    more: ['season', 'waterproof'],
  },
  {
    key: 'boot',
    code: 'BOT',
    labels: words('Hiking boots', 'Wanderschuhe', 'Chaussures de marche'),
    share: 11,
    categories: ['boots'],
    nouns: [
      words('Hiking Boot', 'Wanderstiefel', 'Chaussure de randonnée'),
      words('Mountain Boot', 'Bergstiefel', 'Chaussure de montagne'),
      words('Approach Shoe', 'Zustiegsschuh', 'Chaussure d’approche'),
    ],
    features: [
      words(
        'A sole that grips on wet rock',
        'Eine Sohle, die auf nassem Fels hält',
        'Une semelle qui accroche sur rocher mouillé',
      ),
      words(
        'Can be resoled, more than once',
        'Lässt sich neu besohlen, mehr als einmal',
        'Se ressemelle, plus d’une fois',
      ),
      words(
        'Laces that lock at the ankle',
        'Schnürung, die sich am Knöchel feststellen lässt',
        'Laçage qui se bloque à la cheville',
      ),
      words(
        'Roomy at the toes, firm at the heel',
        'Viel Platz für die Zehen, fester Halt an der Ferse',
        'Ample à l’avant, ferme au talon',
      ),
      words('Rubber rand against scree', 'Gummirand gegen Geröll', 'Pare-pierres en caoutchouc'),
    ],
    materials: ['full_grain_leather', 'recycled_polyester'],
    care: ['wipe'],
    colors: 4,
    sizes: shoeSizes,
    price: [109, 319],
    grams: [680, 1850],
    more: ['waterproof'],
  },
];
