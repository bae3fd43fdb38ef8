import { words } from './words.ts';
import type { Words } from './words.ts';

/** Options by code. */
export type OptionWords = Readonly<Record<string, Words>>;

/** The same label in each language. */
function same(label: string): Words {
  return words(label, label, label);
}

export const colors: OptionWords = {
  moss: words('Moss', 'Moosgrün', 'Mousse'),
  pine: words('Pine', 'Tannengrün', 'Sapin'),
  slate: words('Slate', 'Schiefergrau', 'Ardoise'),
  graphite: words('Graphite', 'Graphit', 'Graphite'),
  sand: words('Sand', 'Sand', 'Sable'),
  oat: words('Oat', 'Hafer', 'Avoine'),
  rust: words('Rust', 'Rostrot', 'Rouille'),
  ember: words('Ember', 'Glutrot', 'Braise'),
  ochre: words('Ochre', 'Ocker', 'Ocre'),
  lake: words('Lake Blue', 'Seeblau', 'Bleu lac'),
  midnight: words('Midnight', 'Nachtblau', 'Bleu nuit'),
  heather: words('Heather', 'Heidekraut', 'Bruyère'),
  chalk: words('Chalk', 'Kreideweiß', 'Craie'),
  walnut: words('Walnut', 'Nussbraun', 'Noyer'),
};

export const apparelSizes: OptionWords = {
  xs: same('XS'),
  s: same('S'),
  m: same('M'),
  l: same('L'),
  xl: same('XL'),
  xxl: same('XXL'),
};

export const shoeSizes: OptionWords = Object.fromEntries(
  Array.from({ length: 13 }, (_, index) => [`eu_${36 + index}`, same(`EU ${36 + index}`)]),
);

export const beddingSizes: OptionWords = {
  b135x200: same('135 × 200 cm'),
  b155x220: same('155 × 220 cm'),
  b200x200: same('200 × 200 cm'),
  b240x220: same('240 × 220 cm'),
};

export const panSizes: OptionWords = {
  d20: same('20 cm'),
  d24: same('24 cm'),
  d28: same('28 cm'),
};

export const bagSizes: OptionWords = {
  short: words('Short', 'Kurz', 'Court'),
  regular: words('Regular', 'Normal', 'Standard'),
  long: words('Long', 'Lang', 'Long'),
};

export const materials: OptionWords = {
  ripstop_nylon: words('Ripstop nylon', 'Ripstop-Nylon', 'Nylon ripstop'),
  recycled_polyester: words('Recycled polyester', 'Recyceltes Polyester', 'Polyester recyclé'),
  waxed_cotton: words('Waxed cotton', 'Gewachste Baumwolle', 'Coton ciré'),
  merino: words('Merino wool', 'Merinowolle', 'Laine mérinos'),
  goose_down: words('Goose down', 'Gänsedaune', 'Duvet d’oie'),
  full_grain_leather: words('Full-grain leather', 'Vollleder', 'Cuir pleine fleur'),
  stainless_steel: words('Stainless steel', 'Edelstahl', 'Acier inoxydable'),
  aluminium: words('Anodised aluminium', 'Eloxiertes Aluminium', 'Aluminium anodisé'),
  cast_iron: words('Cast iron', 'Gusseisen', 'Fonte'),
  stoneware: words('Stoneware', 'Steinzeug', 'Grès'),
  enamel: words('Enamelled steel', 'Emaillierter Stahl', 'Acier émaillé'),
  linen: words('Washed linen', 'Gewaschenes Leinen', 'Lin lavé'),
  organic_cotton: words('Organic cotton', 'Bio-Baumwolle', 'Coton biologique'),
};

export const seasons: OptionWords = {
  summer: words('Summer', 'Sommer', 'Été'),
  three_seasons: words('Three seasons', 'Drei Jahreszeiten', 'Trois saisons'),
  winter: words('Winter', 'Winter', 'Hiver'),
};

export const certifications: OptionWords = {
  gots: words('GOTS organic', 'GOTS bio', 'GOTS bio'),
  rds: words('Responsible down', 'Verantwortungsvolle Daune', 'Duvet responsable'),
  fsc: words('FSC packaging', 'FSC-Verpackung', 'Emballage FSC'),
  food_safe: words('Food safe', 'Lebensmittelecht', 'Contact alimentaire'),
  bluesign: words('Low-impact dye', 'Schonend gefärbt', 'Teinture à faible impact'),
};

export const care: OptionWords = {
  wash_30: words('Wash at 30 °C', 'Waschen bei 30 °C', 'Laver à 30 °C'),
  hand_wash: words('Wash by hand', 'Handwäsche', 'Laver à la main'),
  no_tumble: words('Do not tumble dry', 'Nicht in den Trockner', 'Pas de sèche-linge'),
  wipe: words('Wipe with a damp cloth', 'Feucht abwischen', 'Essuyer avec un chiffon humide'),
  dishwasher: words('Dishwasher safe', 'Spülmaschinenfest', 'Passe au lave-vaisselle'),
};

export const countries: OptionWords = {
  at: words('Austria', 'Österreich', 'Autriche'),
  cz: words('Czechia', 'Tschechien', 'Tchéquie'),
  de: words('Germany', 'Deutschland', 'Allemagne'),
  fr: words('France', 'Frankreich', 'France'),
  it: words('Italy', 'Italien', 'Italie'),
  pt: words('Portugal', 'Portugal', 'Portugal'),
  se: words('Sweden', 'Schweden', 'Suède'),
  vn: words('Vietnam', 'Vietnam', 'Viêt Nam'),
};
