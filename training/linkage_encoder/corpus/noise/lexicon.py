"""Words with several usual spellings, in the languages that records are written in."""

# One line a group: any of its forms stands for any other.
EQUIVALENTS: tuple[tuple[str, ...], ...] = (
    ("and", "&"), ("und", "&"), ("et", "&"), ("y", "&"), ("и", "&"),
    ("Street", "St", "St."), ("Avenue", "Ave", "Ave.", "Av"), ("Road", "Rd", "Rd."), ("Boulevard", "Blvd", "Blvd."),
    ("Drive", "Dr", "Dr."), ("Lane", "Ln"), ("Court", "Ct"), ("Place", "Pl"), ("Square", "Sq", "Sq."), ("Highway", "Hwy"),
    ("Parkway", "Pkwy"), ("Terrace", "Tce", "Ter"), ("Crescent", "Cres"), ("Circuit", "Cct"), ("Suite", "Ste", "#"),
    ("Apartment", "Apt", "Apt."), ("Floor", "Fl", "Fl."), ("Building", "Bldg", "Bldg."), ("Room", "Rm"),
    ("North", "N", "N."), ("South", "S", "S."), ("East", "E", "E."), ("West", "W", "W."),
    ("Mount", "Mt", "Mt."), ("Fort", "Ft"), ("Heights", "Hts"), ("Center", "Ctr", "Centre", "Cntr"),
    ("straße", "str."), ("Straße", "Str.", "Strasse"), ("Platz", "Pl."), ("Avenida", "Av.", "Avda."), ("Calle", "C/", "C."),
    ("rue", "r."), ("улица", "ул."), ("проспект", "пр-т", "пр."), ("площадь", "пл."), ("город", "г."), ("область", "обл."),
    ("район", "р-н"), ("ulica", "ul."), ("Via", "V."), ("Piazza", "P.za"), ("Rua", "R."), ("Cadde", "Cad."), ("Sokak", "Sk."),
    ("Company", "Co.", "Co"), ("Corporation", "Corp.", "Corp"), ("Incorporated", "Inc.", "Inc"), ("Limited", "Ltd.", "Ltd"),
    ("Brothers", "Bros.", "Bros"), ("Manufacturing", "Mfg", "Mfg."), ("Technologies", "Tech", "Technology"),
    ("International", "Intl", "Int'l"), ("National", "Natl", "Nat'l"), ("Services", "Svcs", "Service"), ("Group", "Grp"),
    ("Association", "Assn", "Assoc."), ("Department", "Dept", "Dept."), ("Management", "Mgmt"), ("Systems", "Sys"),
    ("University", "Univ.", "Univ"), ("Institute", "Inst."), ("Academy", "Acad."), ("School", "Sch", "Schl"),
    ("Elementary", "Elem", "Elem."), ("Community", "Comm", "Cmty"), ("Development", "Dev", "Dvlpmt"), ("Education", "Ed", "Educ."),
    ("Children's", "Childrens", "Children"), ("Learning", "Lrng"), ("Day", "Daycare"), ("Church", "Ch."), ("Hospital", "Hosp."),
    ("Journal", "J."), ("Proceedings", "Proc.", "Procs."), ("Conference", "Conf."), ("Transactions", "Trans."),
    ("Symposium", "Symp."), ("Workshop", "Wkshp"), ("Letters", "Lett."), ("Review", "Rev."), ("Engineering", "Eng."),
    ("Science", "Sci."), ("Research", "Res."), ("American", "Am."), ("European", "Eur."), ("Volume", "Vol.", "v."),
    ("Management", "Manag."), ("Database", "DB", "Data Base"), ("Information", "Inf."), ("Computer", "Comput."),
    ("with", "w/"), ("without", "w/o"), ("for", "f/"), ("inch", "in.", '"', "'"), ("inches", "in."),
    ("feet", "ft", "ft."), ("pounds", "lbs", "lb."), ("ounce", "oz", "oz."), ("gigabyte", "GB"), ("megapixel", "MP"),
    ("Wireless", "Cordless"), ("Black", "Blk", "BK"), ("White", "Wht", "WH"), ("Silver", "Slvr", "SL"), ("Stainless", "SS"),
    ("package", "pkg"), ("pack", "pk", "pk."), ("each", "ea"), ("piece", "pc", "pcs"), ("Edition", "Ed."), ("Series", "Ser."),
    ("Professional", "Pro"), ("Digital", "Dig."), ("Portable", "Port."), ("Adapter", "Adaptor", "Adptr"), ("Grey", "Gray"),
    ("Professor", "Prof."), ("Junior", "Jr.", "Jr"), ("Senior", "Sr."), ("Mister", "Mr."),
    ("January", "Jan"), ("February", "Feb"), ("August", "Aug"), ("September", "Sept"), ("October", "Oct"), ("December", "Dec"),
)

# Legal forms of companies; the forms of one line are taken for the same.
LEGAL_FORMS: tuple[tuple[str, ...], ...] = (
    ("Inc.", "Inc", "Incorporated"), ("Corp.", "Corp", "Corporation"), ("Ltd.", "Ltd", "Limited"), ("LLC", "L.L.C."),
    ("PLC", "plc", "P.L.C."), ("LLP", "L.L.P."), ("Co.", "Co", "Company"), ("Pty Ltd", "Pty. Ltd.", "Proprietary Limited"),
    ("GmbH", "G.m.b.H.", "Gesellschaft mit beschränkter Haftung"), ("AG", "Aktiengesellschaft"), ("KG", "Kommanditgesellschaft"),
    ("GmbH & Co. KG", "GmbH & Co KG"), ("e.V.", "eingetragener Verein"), ("OHG", "offene Handelsgesellschaft"),
    ("S.A.", "SA", "Société Anonyme", "Sociedad Anónima"), ("SARL", "S.à r.l.", "S.A.R.L."), ("SAS", "S.A.S."),
    ("S.L.", "SL", "Sociedad Limitada"), ("S.p.A.", "SpA", "Società per Azioni"), ("S.r.l.", "Srl", "SRL"),
    ("Ltda.", "Ltda", "Limitada"), ("B.V.", "BV"), ("N.V.", "NV"), ("AB", "Aktiebolag"), ("A/S", "AS", "Aktieselskab"),
    ("Oy", "Osakeyhtiö"), ("Sp. z o.o.", "Sp. z oo"), ("s.r.o.", "spol. s r.o."), ("a.s.", "akciová společnost"), ("Kft.", "Kft"),
    ("d.o.o.", "doo"), ("ООО", "Общество с ограниченной ответственностью"), ("ОАО", "Открытое акционерное общество"),
    ("ЗАО", "Закрытое акционерное общество"), ("АО", "Акционерное общество"), ("ЕООД", "EOOD"), ("ООД", "OOD"),
    ("Α.Ε.", "ΑΕ", "Ανώνυμη Εταιρεία"), ("A.Ş.", "AŞ", "Anonim Şirketi"), ("株式会社", "(株)", "㈱"), ("有限公司", "公司"),
    ("주식회사", "(주)", "㈜"), ("Tbk", "Tbk."), ("Sdn Bhd", "Sdn. Bhd."),
)
