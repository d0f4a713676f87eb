"""Kinds of products with their usual specifications and features, for synthetic product records.

`{}` fields are filled at random: `{n:LOW-HIGH}` a number, `{a|b|c}` one of the choices.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of product: its names, specifications that tell models apart, features that fill descriptions.

    `synonyms` says that the names are words for one thing; else each name is a kind of its own with the same shape.
    """

    names: tuple[str, ...]
    specs: tuple[str, ...]
    features: tuple[str, ...]
    synonyms: bool = True


KINDS: dict[str, tuple[Kind, ...]] = {
    "electronics": (
        Kind(("LCD HDTV", "LCD TV", "flat panel television"), ("{n:19-65}\"", "{n:19-65} inch", "{720p|1080p|1366 x 768}"),
             ("{n:500-9000}:1 contrast ratio", "{60|120|240} Hz refresh rate", "{2|3|4} HDMI inputs", "ATSC/NTSC tuner", "SRS TruSurround sound", "wall mountable")),
        Kind(("home theater system", "home cinema system", "surround sound system"), ("{2.1|5.1|7.1} channel", "{n:200-1400} watts"),
             ("Dolby Digital and DTS decoder", "wireless subwoofer", "iPod dock", "1080p upscaling", "AM/FM tuner")),
        Kind(("digital camera", "compact camera"), ("{n:5-24} megapixel", "{n:3-30}x optical zoom", "{black|silver|red|blue|pink}"),
             ("image stabilization", "{2.5|2.7|3.0}-inch LCD display", "face detection", "HD video recording", "lithium-ion battery", "SD card slot")),
        Kind(("camcorder", "video camera"), ("{n:10-70}x optical zoom", "{n:16-120} GB", "HD"), ("CMOS sensor", "Optical SteadyShot", "touch panel LCD", "night mode")),
        Kind(("headphones", "stereo headphones", "headset"), ("{wired|wireless|noise canceling|in-ear|over-ear}",),
             ("{n:20-60} mm drivers", "{4|6|8}-foot cord", "foldable design", "in-line microphone", "carrying case", "{n:8-40} hours battery life")),
        Kind(("clock radio", "alarm clock radio"), ("dual alarm", "{black|white}"), ("AM/FM digital tuner", "battery backup", "large LED display", "sleep timer")),
        Kind(("cordless phone", "cordless telephone", "expandable phone system"), ("{DECT 6.0|5.8 GHz|2.4 GHz}", "{1|2|3|4} handsets"),
             ("caller ID", "digital answering machine", "speakerphone", "call waiting", "{n:30-100} name phonebook", "backlit keypad")),
        Kind(("GPS navigator", "portable GPS", "navigation system"), ("{3.5|4.3|5|7}-inch", "{North America|Europe} maps"), ("text-to-speech", "lane guidance", "lifetime maps", "Bluetooth hands-free", "points of interest")),
        Kind(("MP3 player", "portable media player"), ("{2|4|8|16|32|64} GB", "{black|silver|blue|pink}"), ("FM radio", "video playback", "voice recording", "up to {n:12-40} hours of music")),
        Kind(("car receiver", "in-dash CD receiver", "car stereo"), ("{n:40-60}W x 4",), ("iPod control", "HD Radio ready", "detachable face", "satellite radio ready", "front USB input")),
        Kind(("bookshelf speakers", "loudspeakers", "speaker system"), ("{n:40-250} watts", "pair", "{cherry|black|walnut|maple}"), ("{n:4-8}-inch woofer", "silk dome tweeter", "magnetic shielding", "{4|6|8} ohms")),
        Kind(("Blu-ray player", "Blu-ray disc player", "DVD player"), ("{1080p|3D|progressive scan}",), ("BD-Live", "DVD upconversion", "Ethernet port", "HDMI output", "JPEG playback")),
        Kind(("universal remote control", "remote control"), ("{8|10|15|18} devices",), ("color LCD touch screen", "macro buttons", "learning remote", "rechargeable")),
        Kind(("projector", "multimedia projector"), ("{n:1500-5000} lumens", "{XGA|WXGA|SVGA|1080p}"), ("{n:400-20000}:1 contrast ratio", "3LCD technology", "keystone correction", "lamp life {n:2000-6000} hours")),
        Kind(("memory card", "flash memory card"), ("{1|2|4|8|16|32|64} GB", "{SDHC|microSD|CompactFlash|Memory Stick PRO Duo|xD}"), ("class {2|4|6|10}", "with adapter", "lifetime warranty")),
        Kind(("camera lens", "telephoto zoom lens", "lens"), ("{n:18-70}-{n:80-300}mm", "f/{1.8|2.8|3.5-5.6|4-5.6}"), ("vibration reduction", "ultrasonic motor", "low dispersion glass", "{52|58|67|77} mm filter size")),
        Kind(("battery pack", "rechargeable battery", "replacement battery"), ("{n:700-5200} mAh", "{3.7|7.2|7.4|11.1} V"), ("lithium-ion", "for {digital cameras|camcorders|notebooks}", "no memory effect")),
    ),
    "computers": (
        Kind(("hard drive", "internal hard disk drive", "HDD"), ("{36|73|146|300|500|750} GB", "{1|2|3|4} TB", "{7200|10K|15K} rpm", "{SATA|SAS|SCSI|Fibre Channel}"), ("hot-plug", "{8|16|32|64} MB cache", "{2.5|3.5}-inch", "{1.5|3|6} Gb/s")),
        Kind(("external hard drive", "portable hard disk", "desktop storage"), ("{250|320|500|640} GB", "{1|1.5|2|4} TB"), ("USB {2.0|3.0}", "FireWire 800", "backup software", "bus powered")),
        Kind(("memory module", "RAM", "memory kit"), ("{512 MB|1 GB|2 GB|4 GB|8 GB|16 GB}", "{DDR|DDR2|DDR3|DDR4}", "{333|400|533|667|800|1066|1333|1600|2400} MHz"), ("{SO-DIMM|DIMM|240-pin|204-pin}", "ECC registered", "CL{5|7|9|11}", "PC{2|3}-{5300|6400|8500|10600|12800}")),
        Kind(("LCD monitor", "widescreen monitor", "flat panel display"), ("{17|19|20|22|24|27}-inch", "{1280 x 1024|1680 x 1050|1920 x 1080}"), ("{2|5|8} ms response time", "DVI and VGA", "{n:1000-50000}:1 dynamic contrast", "height adjustable stand")),
        Kind(("notebook computer", "laptop", "notebook PC"), ("{11.6|13.3|14|15.6|17.3}\"", "{2|3|4|8} GB RAM", "{160|250|320|500} GB hard drive"), ("Core i{3|5|7} processor", "Windows {Vista|7|8}", "DVD writer", "webcam", "{6|9}-cell battery")),
        Kind(("inkjet printer", "all-in-one printer", "multifunction printer"), ("{color|photo|wireless}",), ("print, copy, scan, fax", "up to {n:15-38} ppm", "{n:1200-9600} x {n:600-2400} dpi", "automatic document feeder", "memory card reader")),
        Kind(("laser printer", "monochrome laser printer"), ("{n:18-55} ppm", "duplex"), ("{600|1200} x {600|1200} dpi", "{n:150-550}-sheet tray", "network ready", "USB and parallel")),
        Kind(("toner cartridge", "ink cartridge", "print cartridge"), ("{black|cyan|magenta|yellow|tri-color}", "{standard|high} yield"), ("{n:200-12000} pages", "for {LaserJet|DeskJet|Stylus|Pixma|Phaser} printers", "genuine OEM"), synonyms=False),
        Kind(("wireless router", "broadband router", "Wi-Fi router"), ("{54|150|300|450|600|1200} Mbps", "{802.11g|802.11n|802.11ac}"), ("4-port switch", "WPA2 security", "dual band", "parental controls", "QoS")),
        Kind(("network switch", "Ethernet switch", "gigabit switch"), ("{5|8|16|24|48} port", "{10/100|gigabit}"), ("rack mountable", "auto MDI/MDIX", "unmanaged", "PoE")),
        Kind(("graphics card", "video card"), ("{256|512|1024} MB", "{1|2|4|6} GB", "{GDDR3|GDDR5|DDR2}"), ("PCI Express x16", "dual DVI", "HDMI output", "{64|128|256}-bit")),
        Kind(("keyboard and mouse", "wireless desktop set", "keyboard"), ("{wireless|USB}", "{black|white}"), ("multimedia keys", "ergonomic", "spill resistant", "laser mouse", "2.4 GHz receiver"), synonyms=False),
        Kind(("optical mouse", "laser mouse", "mouse"), ("{wireless|cordless|USB}", "{black|silver|blue}"), ("nano receiver", "scroll wheel", "{400|800|1000|1600} dpi", "{2|3|5} buttons")),
        Kind(("server", "rack server"), ("{1U|2U|4U}", "{n:1-4} x Xeon {n:2-3}.{n:0-9} GHz"), ("redundant power supply", "RAID controller", "hot swap bays", "{4|8|16|32} GB RAM")),
        Kind(("UPS", "uninterruptible power supply", "battery backup"), ("{350|500|650|750|1000|1500} VA",), ("{4|6|8|10} outlets", "surge protection", "USB port", "line interactive")),
        Kind(("security software", "antivirus software", "internet security suite"), ("{1|3|5} user", "{2007|2008|2009|2010|2012}"), ("retail box", "1-year subscription", "Windows", "firewall and anti-spyware")),
        Kind(("office software", "accounting software", "photo editing software"), ("{standard|professional|upgrade|student}", "version {n:3-14}"), ("for {Mac|Windows}", "full license", "CD-ROM", "academic"), synonyms=False),
    ),
    "appliances": (
        Kind(("microwave oven", "over-the-range microwave", "countertop microwave"), ("{0.7|0.9|1.1|1.6|2.0} cu. ft.", "{n:600-1200} watts", "{white|black|stainless steel|bisque}"), ("sensor cooking", "turntable", "{2|3|4}-speed exhaust fan", "defrost settings", "child lock")),
        Kind(("built-in dishwasher", "dishwasher", "portable dishwasher"), ("24\"", "{white|black|stainless steel}"), ("{4|5|6} wash cycles", "{12|14|16} place settings", "quiet operation", "Energy Star", "adjustable upper rack", "delay start")),
        Kind(("refrigerator", "french door refrigerator", "side-by-side refrigerator", "top-freezer refrigerator"), ("{n:10-28}.{n:0-9} cu. ft.", "{white|black|stainless steel}"), ("ice maker", "water dispenser", "spill-proof glass shelves", "humidity-controlled crispers", "Energy Star"), synonyms=False),
        Kind(("front-load washer", "washing machine", "top-load washer"), ("{3.1|3.5|3.9|4.2|4.5} cu. ft.", "{white|red|blue}"), ("{n:5-14} wash cycles", "direct drive motor", "{n:800-1400} rpm spin", "steam"), synonyms=False),
        Kind(("electric dryer", "gas dryer", "clothes dryer"), ("{5.7|6.5|7.0|7.4} cu. ft.", "{white|graphite}"), ("sensor dry", "{n:5-12} cycles", "wrinkle care", "stackable"), synonyms=False),
        Kind(("room air conditioner", "window air conditioner"), ("{5000|6000|8000|10000|12000|18000} BTU",), ("remote control", "{2|3} fan speeds", "washable filter", "24-hour timer", "EER {9.8|10.8}")),
        Kind(("vacuum cleaner", "upright vacuum", "canister vacuum", "hand vacuum"), ("{bagless|bagged|cordless}", "{red|blue|green}"), ("HEPA filter", "{n:7-12} amp motor", "{n:15-35}-foot cord", "on-board attachments"), synonyms=False),
        Kind(("coffee maker", "drip coffee maker", "espresso machine"), ("{4|5|8|10|12|14} cup", "{black|white|stainless}"), ("programmable", "auto shut-off", "thermal carafe", "permanent filter", "{15|19} bar pump"), synonyms=False),
        Kind(("gas cooktop", "electric range", "wall oven", "freestanding range"), ("{24|27|30|36}\"", "{white|black|stainless steel}"), ("{4|5} burners", "self-cleaning", "convection", "continuous grates", "{n:9000-18000} BTU"), synonyms=False),
        Kind(("blender", "stand mixer", "food processor", "toaster oven", "hand mixer"), ("{n:200-1000} watts", "{n:5-14} speed", "{red|white|black|chrome}"), ("stainless steel blades", "glass jar", "dishwasher safe parts", "pulse"), synonyms=False),
        Kind(("air purifier", "humidifier", "dehumidifier", "space heater"), ("{n:100-500} sq. ft.", "{n:20-70} pint"), ("HEPA", "ionizer", "quiet operation", "adjustable humidistat", "washable filter"), synonyms=False),
        Kind(("electric shaver", "hair dryer", "toothbrush", "beard trimmer"), ("{cordless|rechargeable|travel|professional}", "{n:1000-2000} watts"), ("wet/dry", "LED charge indicator", "{3|4|5} attachments", "ceramic"), synonyms=False),
    ),
    "home": (
        Kind(("office chair", "desk", "bookcase", "TV stand", "filing cabinet"), ("{black|cherry|oak|espresso|walnut}", "{n:24-72}\" W"), ("tempered glass", "adjustable shelves", "steel frame", "assembly required"), synonyms=False),
        Kind(("cordless drill", "circular saw", "impact driver", "angle grinder", "jigsaw"), ("{12|14.4|18|20} V", "{4-1/2|6-1/2|7-1/4}\""), ("lithium-ion batteries", "keyless chuck", "variable speed", "carrying case", "{n:300-3600} rpm"), synonyms=False),
        Kind(("backpack", "laptop case", "camera bag", "carrying case", "sleeve"), ("{13|14|15.4|17}\"", "{black|gray|red|pink}"), ("water resistant nylon", "padded compartment", "shoulder strap", "lifetime warranty"), synonyms=False),
        Kind(("wall mount", "flat panel mount", "TV bracket"), ("{tilting|articulating|low profile|fixed}", "{n:10-40}\"-{n:42-65}\""), ("supports {n:50-250} lbs", "VESA compliant", "black finish", "hardware included")),
        Kind(("surge protector", "power strip", "power conditioner"), ("{4|6|7|8|10|12} outlet", "{n:500-4320} joules"), ("coaxial protection", "{4|6|8|12}-foot cord", "telephone protection", "lifetime warranty")),
        Kind(("cable", "HDMI cable", "speaker wire", "USB cable", "component video cable"), ("{3|6|10|12|25|50} ft", "{1|2|3|4|8} m"), ("gold-plated connectors", "oxygen-free copper", "in-wall rated", "triple shielded"), synonyms=False),
        Kind(("running shoes", "hiking boots", "jacket", "watch", "sunglasses"), ("{men's|women's|kids'}", "size {n:5-13}", "{black|white|navy|brown}"), ("leather", "waterproof", "stainless steel", "rubber sole", "UV protection"), synonyms=False),
        Kind(("shampoo", "sunscreen", "body lotion", "detergent", "hand soap"), ("{n:100-1000} ml", "{8|12|16|32} oz", "{lavender|citrus|original|sensitive}"), ("for all skin types", "paraben free", "dermatologist tested", "concentrated"), synonyms=False),
        Kind(("board game", "building set", "puzzle", "plush toy", "action figure"), ("ages {3|5|8|12}+", "{n:24-1000} pieces"), ("2-{4|6} players", "batteries not included", "limited edition"), synonyms=False),
    ),
    "food": (
        Kind(("pale ale", "India pale ale", "IPA", "American amber ale", "red ale"), ("{4|5|6|7|8}.{n:0-9}0 %", "{n:20-90} IBU"), ("brewing company", "dry hopped", "seasonal", "bottle conditioned"), synonyms=False),
        Kind(("stout", "porter", "imperial stout", "lager", "pilsner", "wheat beer"), ("{4|5|6|9|10}.{n:0-9} %",), ("brewery", "barrel aged", "unfiltered", "limited release"), synonyms=False),
        Kind(("red wine", "chardonnay", "cabernet sauvignon", "riesling", "merlot"), ("{n:1995-2021}", "750 ml"), ("estate bottled", "reserve", "{Napa Valley|Mosel|Rioja|Bordeaux|Barossa}", "oak aged"), synonyms=False),
        Kind(("ground coffee", "green tea", "dark chocolate", "olive oil", "pasta"), ("{100|200|250|500} g", "{8|12|16} oz", "1 kg"), ("organic", "fair trade", "single origin", "gluten free", "extra virgin"), synonyms=False),
        Kind(("yogurt", "breakfast cereal", "orange juice", "potato chips", "cheddar cheese"), ("{n:2-12} pack", "{150|330|500} g", "{1|1.5|2} l"), ("low fat", "no added sugar", "vanilla", "whole grain", "lightly salted"), synonyms=False),
    ),
}
