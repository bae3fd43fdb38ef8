import { words } from './words.ts';
import type { Words } from './words.ts';

/** The merchant’s own brands and those that it sells. */
export const brands = [
  'Tarnfell',
  'Halvdal',
  'Ostrevik',
  'Brevanne',
  'Morvenna',
  'Seegrund & Söhne',
] as const;

/** What products are named after: places on no map. */
export const models = [
  'Alfjord',
  'Birkenau',
  'Brae',
  'Corran',
  'Dovre',
  'Elmsee',
  'Farrow',
  'Gjende',
  'Glenmore',
  'Hallin',
  'Isarn',
  'Jarle',
  'Kestrel',
  'Lindis',
  'Loire',
  'Mellfjell',
  'Nordre',
  'Orla',
  'Pinnock',
  'Quern',
  'Rondal',
  'Saltholm',
  'Skarn',
  'Tindra',
  'Ulsberg',
  'Varde',
  'Wendel',
  'Ylva',
] as const;

/** First sentences of a description; `{name}` is the product’s name without what it is. */
export const introductions: readonly Words[] = [
  words(
    '{name} was made for the days when the forecast is wrong.',
    '{name} ist für die Tage gemacht, an denen der Wetterbericht nicht stimmt.',
    '{name} est fait pour les jours où la météo se trompe.',
  ),
  words(
    'We have carried {name} over three ranges before we put it on sale.',
    'Wir haben {name} über drei Gebirge getragen, bevor wir es verkauft haben.',
    'Nous avons porté {name} sur trois massifs avant de le mettre en vente.',
  ),
  words(
    '{name} does one thing, and does it for years.',
    '{name} kann genau eine Sache, und das jahrelang.',
    '{name} ne fait qu’une chose, et la fait pendant des années.',
  ),
  words(
    'Whoever owns {name} tends to lend it out, and to regret it.',
    'Wer {name} besitzt, verleiht es gern und bereut es dann.',
    'Qui possède {name} finit par le prêter, et par le regretter.',
  ),
  words(
    '{name} has been in our range since the first catalogue, with small changes every year.',
    '{name} ist seit dem ersten Katalog dabei, jedes Jahr ein wenig verbessert.',
    '{name} figure chez nous depuis le premier catalogue, un peu amélioré chaque année.',
  ),
  words(
    'At home by the window or far from any road: {name} fits in.',
    'Zu Hause am Fenster oder weitab jeder Straße: {name} passt.',
    'À la maison près de la fenêtre ou loin de toute route : {name} trouve sa place.',
  ),
];

/** What can be said of anything that the merchant sells, to fill longer descriptions. */
export const remarks: readonly Words[] = [
  words(
    'It is sewn, cast or turned in small numbers, by people whose names we know. That takes longer, and we think that it shows.',
    'Genäht, gegossen oder gedreht wird in kleiner Zahl, von Menschen, deren Namen wir kennen. Das dauert länger, und wir finden, man sieht es.',
    'Tout est cousu, coulé ou tourné en petites séries, par des gens dont nous connaissons le nom. Cela prend du temps, et nous pensons que cela se voit.',
  ),
  words(
    'Should anything break, write to us. We repair what can be repaired, and for the first years it costs you nothing but the postage.',
    'Sollte etwas kaputtgehen, schreiben Sie uns. Wir reparieren, was sich reparieren lässt, und in den ersten Jahren kostet das nur das Porto.',
    'Si quelque chose casse, écrivez-nous. Nous réparons ce qui peut l’être, et les premières années il ne vous en coûte que le port.',
  ),
  words(
    'The packaging is plain cardboard without a window, made from waste paper, and it folds flat for the next parcel.',
    'Die Verpackung ist schlichter Karton ohne Sichtfenster, aus Altpapier, und lässt sich für das nächste Paket flach falten.',
    'L’emballage est un simple carton sans fenêtre, en papier recyclé, qui se replie pour le prochain colis.',
  ),
  words(
    'We measure and weigh every batch ourselves. What we print is what arrives, give or take the width of a seam.',
    'Wir messen und wiegen jede Lieferung selbst. Was wir drucken, kommt auch an, von einer Nahtbreite abgesehen.',
    'Nous mesurons et pesons chaque lot nous-mêmes. Ce que nous imprimons est ce qui arrive, à une couture près.',
  ),
  words(
    'Our shops keep one for you to try. Bring your own boots, your own sleeping mat or your own recipe, whatever matters.',
    'In unseren Läden liegt ein Stück zum Ausprobieren bereit. Bringen Sie Ihre Schuhe, Ihre Matte oder Ihr Rezept mit, je nachdem.',
    'Nos magasins en gardent un à l’essai. Venez avec vos chaussures, votre matelas ou votre recette, selon le cas.',
  ),
];

/** Headings within descriptions. */
export const headings = {
  features: words('What it can do', 'Was es kann', 'Ce qu’il sait faire'),
  material: words('Material', 'Material', 'Matière'),
} as const;

/** Search words that fit anything. */
export const keywords: readonly Words[] = [
  words('outdoor', 'outdoor', 'plein air'),
  words('gift', 'Geschenk', 'cadeau'),
  words('repairable', 'reparierbar', 'réparable'),
  words('made to last', 'langlebig', 'durable'),
  words('new arrival', 'Neuheit', 'nouveauté'),
];
