/**
 * Short texts of many kinds and languages, as tables have them, written for this program. Own models embed them once: their mean is
 * where the vectors of all texts lie, and their cosines tell what unrelated texts have in common for that model.
 */
export const SAMPLE_TEXTS: readonly string[] = `
northern lights bakery ltd|harbour view hotel|cedar & stone architects llp|brightwater dental clinic|old mill brewing company
summit road logistics inc|green valley primary school|st. aidan's parish council|riverside animal hospital|blue anchor seafoods
ironbridge precision tools|maplewood credit union|copperfield publishing house|eastgate pharmacy|silverline taxi service
bäckerei zur alten post|hansen schiffstechnik gmbh|stadtwerke neuental|praxis dr. lindner|müllerhof obstbau gbr|kanzlei vogel und partner
holzbau sterzinger kg|volkshochschule am see|feuerwehr oberwiesen|getränkehandel kaiser e.k.
boulangerie du vieux port|garage lemoine et fils|cabinet dentaire des tilleuls|mairie de saint-éloi|transports rivière sarl
lycée jean moulin|fromagerie des alpes|imprimerie nouvelle|société de pêche du lac|atelier bois et lumière
panadería la espiga dorada|talleres hermanos ortega|clínica veterinaria del sur|ayuntamiento de valdeflores|bodegas río claro s.l.
instituto de idiomas babel|ferretería el tornillo|cooperativa agrícola san isidro|librería la luna|constructora horizonte s.a.
panificio rossi e figli|officina meccanica bianchi|comune di montefiore|studio legale greco|cantina sociale valverde
padaria pão quente|oficina do zé|câmara municipal de vila serena|construtora boa vista ltda|escola básica das oliveiras
piekarnia pod kłosem|warsztat samochodowy nowak|urząd gminy brzozowo|apteka zdrowie|przedsiębiorstwo budowlane stal sp. z o.o.
pekařství u lípy|autoservis dvořák|obecní úřad lhota|bageriet på hjørnet|rørlegger olsen as|kommunen søndervig|leipomo hakala oy
bakkerij de gouden korenaar|garage van dijk|gemeente oosterveld|scheepswerf de haan b.v.
güneş fırını|yılmaz oto tamir|belediye başkanlığı|deniz nakliyat a.ş.|φούρνος η παράδοση|δήμος αγίου νικολάου|ναυτιλιακή αιγαίου α.ε.
пекарня на углу|автосервис восток|администрация города|ооо северный лес|аптека здоровье|школа № 14|завод точных приборов
пекарня смачний хліб|міська рада|тов карпатська деревина|مخبز السنابل|شركة البحر للنقل|بلدية المدينة الجديدة|عيادة الشفاء|مدرسة النور
מאפיית הגליל|עיריית נוף הים|שירותי הובלה הצפון|نانوایی سنگک محله|شرکت ساختمانی آرمان|शर्मा मिठाई भंडार|नगर पालिका कार्यालय
गंगा परिवहन सेवा|சரவணா துணிக்கடை|மாநகராட்சி அலுவலகம்|ร้านขนมปังบ้านเรา|เทศบาลเมืองใหม่|บริษัท ขนส่งทะเล จำกัด
tiệm bánh hoa sữa|công ty vận tải biển đông|ủy ban nhân dân xã|toko roti sinar pagi|kantor kelurahan baru|pt samudra angkutan
株式会社山田製作所|港町ベーカリー|市立桜小学校|北日本運輸|田中歯科医院|海鮮料理 一番|青葉図書館|中央建设集团有限公司|阳光面包房|市人民医院
东方运输公司|第一实验小学|新华书店|明德律师事务所|한빛건설 주식회사|바다횟집|시립도서관|햇살빵집|중앙병원|서울운수
14 harbour street, kingsport|flat 3b, 220 queens road|p.o. box 771, mill lane|lindenallee 8, 04109 neustadt|hauptstraße 112a|am markt 3
12 rue des lilas, 31000|27, avenue de la gare|calle mayor 45, 2º izquierda|plaza del sol 1|via garibaldi 19|rua das flores 208
ul. kwiatowa 7/12|náměstí svobody 5|storgatan 31|kerkstraat 60 bis|atatürk cad. no: 18|ул. ленина, д. 25, кв. 4|проспект мира 101
شارع الملك 33|רחוב הרצל 12|中山路128号|東区緑町2丁目5番|강남대로 415|45 mahatma gandhi road|jalan merdeka 17|phố huế 92
kingsport|neustadt an der wald|villefranche-sur-mer|valdeflores|montefiore|vila serena|brzozowo|lhota|oosterveld|yeniköy|άγιος νικόλαος
новоозёрск|верхняя слобода|الواحة|נוף הים|गंगापुर|புதுநகர்|บ้านใหม่|suối hoa|sumber jaya|緑が丘市|青山县|햇빛동|lake county|north province
john a. whitfield|maria del carmen ruiz|anneliese krämer|jean-pierre duval|giulia ferrari|joão silva pereira|agnieszka wójcik|petr svoboda
lars eriksson|mehmet yıldız|ελένη παπαδοπούλου|сергей иванович петров|олена шевченко|أحمد محمود حسن|דוד כהן|राजेश कुमार|கவிதா ராமன்
สมชาย ใจดี|nguyễn văn an|siti rahayu|田中 花子|王小明|김민수|dr. fatima al-sayed|o'connor, patrick|van der berg, h.|de la cruz, ana
stainless steel kitchen knife 20 cm|usb-c charging cable 2m black|organic green tea, 100 bags|wireless mouse model x200|led bulb e27 9w
men's running shoes size 43|laptop 15.6" 16gb ram 512gb ssd|cordless drill 18v|ceramic coffee mug|garden hose 25 m|printer toner hx-85a
bohrmaschine 750 w|kinderfahrrad 16 zoll|vollkornnudeln 500 g|machine à café automatique|crème hydratante 50 ml|aspiradora sin bolsa
aceite de oliva virgen extra 1 l|lavatrice 8 kg|cadeira de escritório|pralka 7 kg|чайник электрический 1,7 л|кроссовки мужские
هاتف ذكي 128 جيجابايت|电饭煲 4升|羽绒服 男款|ワイヤレスイヤホン|炊飯器 5.5合|무선 청소기|운동화 270mm|साड़ी रेशम|หม้อหุงข้าว 1.8 ลิตร
nồi cơm điện|sepatu lari pria|wrench set 12 pcs|replacement filter 3-pack|baby blanket, cotton|rice 5 kg|mountain bike 29"
software developer|registered nurse|primary school teacher|truck driver|accountant|electrician|sales assistant|krankenpfleger|maurer
ingénieur civil|cuisinier|abogado|camarero|ragioniere|motorista|nauczyciel|бухгалтер|инженер|مهندس مدني|محاسب|护士|教师|看護師|会計士|간호사
live animals|vegetables and fruit|articles of iron or steel|machinery and mechanical appliances|furniture; bedding; lamps|toys and games
wholesale trade|retail sale of clothing|road freight transport|legal activities|growing of cereals|hotels and similar accommodation
asthma|broken arm|high blood pressure|migraine with aura|kidney stones|diabetes type 2|allergic rhinitis|influenza|lower back pain
bluthochdruck|hypertension artérielle|diabetes mellitus|asma bronquial|гипертония|高血圧|哮喘|ارتفاع ضغط الدم|fracture du poignet
on the growth of river deltas|a faster method for sorting large files|notes on medieval trade routes|deep learning for crop maps
the lighthouse keeper's daughter|der garten im winter|les voyageurs du soir|la casa de las palabras|il mare d'inverno|война и память
march quarter report 2021|invoice no. 2023-00417|order 88-1204/b|contract of 12 may 1998|batch 7741-c|section 4, paragraph 2
ministry of education|department of public works|national museum of art|central bank|police station no. 3|border control office
bundesamt für statistik|ministère de la santé|ministerio de hacienda|ministero dell'interno|министерство финансов|财政部|総務省|교육부
football club united|chess society|mountain rescue team|choir of the old town|scout group 12|rowing club am see|club deportivo norte
asoc. de vecinos|fédération de judo|towarzystwo naukowe|sdružení rodičů|спортивный клуб динамо|نادي الشباب|青少年宫|野球部|축구 동호회
tomato soup|grilled salmon with rice|beef noodle soup|apfelstrudel|tarte aux pommes|paella de marisco|pierogi ruskie|борщ|牛肉面|味噌ラーメン
비빔밥|مسقعة|बिरयानी|ต้มยำกุ้ง|phở bò|nasi goreng|golden eagle|red fox|atlantic cod|common oak|lesser celandine|rotkehlchen|chêne vert
`
  .split(/[|\n]/u)
  .filter((text) => text !== '');
