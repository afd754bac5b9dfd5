"""The plan of the invented institute: strategies and tactics, a tick per quarter, one who approves."""

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, Signature
from reports.demo.writing import Entry, filled, row

_NAME = "สถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง"
_TITLE = "แผนปฏิบัติการส่งเสริมคุณธรรม จริยธรรม ความโปร่งใส และการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. {year}"

_PEOPLE = "กลุ่มพัฒนาบุคลากรและองค์กร"
_ADMINISTRATION = "กลุ่มอำนวยการ"
_COMMITTEE = "คณะกรรมการคุณธรรมและความโปร่งใส"
_CLUB = "คณะทำงานชมรมจริยธรรม"

_STRATEGY_1 = "ยุทธศาสตร์ที่ 1 คนดีในองค์กร"
_STRATEGY_2 = "ยุทธศาสตร์ที่ 2 องค์กรดีที่เรียนรู้ร่วมกัน"
_STRATEGY_3 = "ยุทธศาสตร์ที่ 3 งานที่โปร่งใสตรวจสอบได้"

_TABLE: tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...] = (
    (
        (_STRATEGY_1, "กลยุทธ์ที่ 1 ปลูกฝังความรับผิดชอบตั้งแต่เริ่มงาน"),
        (
            Entry(
                "ประกาศเจตนารมณ์ของผู้บริหารและบุคลากร\n- ไม่รับของขวัญ\n- ไม่เพิกเฉยต่อการทุจริต",
                "เพื่อแสดงจุดยืนร่วมกันและให้ประชาชนรับทราบ",
                budget="-",
                owners=f"{_PEOPLE} | {_COMMITTEE} | {_CLUB}",
                quantitative="ประกาศอย่างน้อย ๑ ครั้ง",
                qualitative="บุคลากรร่วมประกาศไม่น้อยกว่าร้อยละ ๘๕",
                quarters="/---",
            ),
            Entry(
                "โครงการอบรมผู้นำการเปลี่ยนแปลงด้านธรรมาภิบาล",
                "เพื่อให้มีผู้นำความรู้ไปขยายผลในกลุ่มงานของตน",
                budget="35,000",
                owners=f"{_PEOPLE} | {_COMMITTEE}",
                quantitative="ผู้ผ่านการอบรม จำนวน 12 คน",
                qualitative="ผู้ผ่านการอบรมนำไปขยายผลอย่างน้อยคนละ 1 เรื่อง",
                quarters="//--",
            ),
            Entry(
                "ปฐมนิเทศบุคลากรใหม่ด้านคุณธรรม\n- รู้จักประมวลจริยธรรม",
                "เพื่อให้บุคลากรใหม่ปฏิบัติตนได้ถูกต้องตั้งแต่วันแรก",
                budget="-",
                owners="นางแบบอย่าง เก้าชั้น",
                quantitative="บุคลากรใหม่ทุกคนผ่านการปฐมนิเทศ",
                qualitative="ร้อยละ 70 ของผู้เข้าร่วมผ่านแบบทดสอบ",
                quarters="////",
            ),
        ),
    ),
    (
        (_STRATEGY_1, "กลยุทธ์ที่ 2 สร้างบรรยากาศที่เอื้อต่อการทำดี"),
        (
            Entry(
                "กิจกรรมสร้างสุขในที่ทำงาน\n- กิจกรรมจิตอาสา\n- กิจกรรมรับฟังกันและกัน",
                "1. เพื่อสร้างความสัมพันธ์ที่ดีระหว่างบุคลากร\n2. เพื่อให้บุคลากรเห็นคุณค่าของการให้",
                budget="18,000",
                owners=f"{_PEOPLE} | {_CLUB}",
                quantitative="จัดกิจกรรมอย่างน้อย 3 ครั้ง/ปี",
                qualitative="ความผูกพันต่อองค์กร (ร้อยละ 78)",
                quarters="////",
            ),
            Entry(
                "ทบทวนข้อปฏิบัติเรื่องเวลาทำงานและการลา (Flexible Time)",
                "เพื่อให้ข้อปฏิบัติเป็นธรรมและใช้ร่วมกันทุกกลุ่ม",
                budget="-",
                owners=_ADMINISTRATION,
                quantitative="ข้อปฏิบัติฉบับทบทวน จำนวน 1 ฉบับ",
                qualitative="บุคลากรเห็นว่าข้อปฏิบัติเป็นธรรม ระดับมากขึ้นไป",
                quarters="//--",
            ),
        ),
    ),
    (
        (_STRATEGY_1, "กลยุทธ์ที่ 3 ยกย่องผู้ที่เป็นแบบอย่าง"),
        (
            Entry(
                "นำผลด้านจริยธรรมมาประกอบการพิจารณาความดีความชอบ เช่น\n- แบบประเมินพฤติกรรม",
                "เพื่อให้การทำดีมีผลต่อความก้าวหน้าในงาน",
                budget="-",
                owners=_PEOPLE,
                quantitative="มีหลักเกณฑ์อย่างน้อย 1 เรื่อง",
                qualitative="บุคลากรร้อยละ 75 เข้าใจหลักเกณฑ์",
                quarters="-//-",
            ),
            Entry(
                "สื่อสารมาตรฐานทางจริยธรรมหลายช่องทาง",
                "เพื่อให้บุคลากรทุกกลุ่มเข้าถึงข้อมูลเดียวกัน",
                budget="-",
                owners=_PEOPLE,
                quantitative="มีช่องทางสื่อสารอย่างน้อย 2 ช่องทาง",
                qualitative="ร้อยละ 70 ของบุคลากรตอบคำถามท้ายเรื่องได้ถูกต้อง",
                quarters="////",
            ),
            Entry(
                "คัดเลือกบุคลากรต้นแบบ\n- รอบกลุ่มงาน\n- รอบสถาบัน",
                "เพื่อให้กำลังใจและเล่าเรื่องดีให้ผู้อื่นทำตาม",
                budget="6,000",
                owners="นางแบบอย่าง เก้าชั้น",
                quantitative="ผู้ได้รับการเสนอชื่ออย่างน้อย ๓ คน",
                qualitative="ผู้ได้รับคัดเลือกมีผลงานที่ตรวจสอบได้ (รอบ ๒)",
                quarters="--//",
            ),
        ),
    ),
    (
        (_STRATEGY_2, "กลยุทธ์ที่ 1 พัฒนาตามเกณฑ์องค์กรคุณธรรม"),
        (
            Entry(
                "ประเมินตนเองตามเกณฑ์องค์กรคุณธรรม",
                "1. เพื่อให้ทราบเรื่องที่ยังไม่ผ่านเกณฑ์\n2. เพื่อเตรียมสมัครรับการคัดเลือกในปีถัดไป",
                budget="-",
                owners=_PEOPLE,
                quantitative="ประเมินตนเอง 2 ครั้ง",
                qualitative="ผลประเมินไม่น้อยกว่าร้อยละ ๖๕",
                quarters="/-/-",
            ),
        ),
    ),
    (
        (_STRATEGY_2, "กลยุทธ์ที่ 2 แลกเปลี่ยนเรียนรู้กับเครือข่าย"),
        (
            Entry(
                "ศึกษาดูงานชมรมจริยธรรมของหน่วยงานต้นแบบ",
                "เพื่อนำวิธีที่ได้ผลมาปรับใช้กับชมรมของสถาบัน",
                budget="ใช้งบประมาณกรมฯ",
                owners=f"{_PEOPLE} | {_CLUB}",
                quantitative="ศึกษาดูงาน 1 ครั้ง",
                qualitative="มีข้อเสนอที่นำมาใช้ได้อย่างน้อย 2 เรื่อง",
                quarters="--/-",
            ),
        ),
    ),
    (
        (_STRATEGY_3, "กลยุทธ์ที่ 1 ยกระดับการบริหารตามแนวทาง ITA"),
        (
            Entry(
                "ประชุมเชิงปฏิบัติการเตรียมรับการประเมิน ITA\n- ทบทวนผลปี {last}\n- แบ่งงานตามตัวชี้วัด",
                "เพื่อให้ทุกกลุ่มรู้หน้าที่ของตนในการประเมิน",
                budget="22,400",
                owners=f"{_PEOPLE} | {_COMMITTEE}",
                quantitative="จัดประชุม 1 ครั้ง ผู้เข้าร่วม 40 คน",
                qualitative="ผู้เข้าร่วมเข้าใจหน้าที่ของตน ร้อยละ 90",
                quarters="-/--",
            ),
            Entry(
                "ประชุมคณะกรรมการคุณธรรมและความโปร่งใส",
                "เพื่อกำกับติดตามแผนของปี พ.ศ. {year}",
                budget="-",
                owners=f"{_PEOPLE} | {_COMMITTEE} | {_CLUB}",
                quantitative="ประชุมเดือนละ 1 ครั้ง",
                qualitative="1. ทุกกลุ่มรายงานความก้าวหน้า\n2. มีมติแก้ปัญหาที่พบ",
                quarters="////",
            ),
            Entry(
                "ขับเคลื่อนตัวชี้วัดความโปร่งใสของสถาบัน",
                "เพื่อให้ผลการประเมินรอบภายในผ่านเกณฑ์ของกรม",
                budget="-",
                owners=f"{_PEOPLE} | {_COMMITTEE}",
                quantitative="ผ่านเกณฑ์ระดับ 4 ขึ้นไป",
                qualitative="คะแนน ITA ไม่น้อยกว่าร้อยละ 92",
                quarters="////",
            ),
            Entry(
                "ประเมินความเสี่ยงการทุจริตและวางมาตรการควบคุม",
                "เพื่อป้องกันเหตุก่อนเกิดความเสียหาย",
                budget="0",
                owners=f"{_ADMINISTRATION} | ทุกกลุ่มงาน",
                quantitative="มีมาตรการอย่างน้อย 2 เรื่อง",
                qualitative="ดำเนินการตามมาตรการได้ร้อยละ ๘๕",
                quarters="//-/",
            ),
        ),
    ),
    (
        (_STRATEGY_3, "กลยุทธ์ที่ 2 เปิดช่องทางให้มีส่วนร่วมตรวจสอบ"),
        (
            Entry(
                "ปรับปรุงช่องทางแจ้งเบาะแสและร้องเรียน",
                "เพื่อให้ผู้แจ้งติดตามเรื่องได้และได้รับการคุ้มครอง",
                budget="ไม่ใช้งบประมาณ",
                owners=_ADMINISTRATION,
                quantitative="มีช่องทางอย่างน้อย ๓ ช่องทาง",
                qualitative="ตอบผู้แจ้งภายใน 15 วัน",
                quarters="/---",
            ),
            Entry(
                "ประชุมคณะทำงานชมรมจริยธรรม",
                "เพื่อติดตามกิจกรรมของชมรมตามแผน",
                budget="-",
                owners=_CLUB,
                quantitative="ประชุมไตรมาสละ 1 ครั้ง",
                qualitative="",
                quarters="////",
            ),
        ),
    ),
)

# Headers as the office types them: the years in Thai digits, one of them only half.
_COLUMNS = (
    ColumnChoice("title", ("ยุทธศาสตร์/โครงการ/กิจกรรม",)),
    ColumnChoice("objective", ("วัตถุประสงค์ของโครงการ/กิจกรรม",)),
    ColumnChoice("owners", ("กลุ่มงานที่รับผิดชอบ",)),
    ColumnChoice("indicator_quantitative", ("ตัวชี้วัดและค่าเป้าหมาย", "ผลลัพธ์เชิงปริมาณ")),
    ColumnChoice("indicator_qualitative", ("ตัวชี้วัดและค่าเป้าหมาย", "ผลลัพธ์เชิงคุณภาพ")),
    ColumnChoice("budget", ("งบประมาณ ที่ใช้ (บาท)",)),
    ColumnChoice("quarter_1", ("ปีงบประมาณ พ.ศ. {year}", "ไตรมาส ๑ (ต.ค.-ธ.ค.{before})")),
    ColumnChoice("quarter_2", ("ปีงบประมาณ พ.ศ. {year}", "ไตรมาส ๒ (ม.ค.-มี.ค.{yy})")),
    ColumnChoice("quarter_3", ("ปีงบประมาณ พ.ศ. {year}", "ไตรมาส ๓ (เม.ย.-มิ.ย.{yy})")),
    ColumnChoice("quarter_4", ("ปีงบประมาณ พ.ศ. {year}", "ไตรมาส ๔ (ก.ค.-ก.ย.{yy})")),
)
_SIGNATURES = (
    Signature("ผู้เสนอแผน", "นายเทียบเคียง แปดด้าน", "เลขานุการคณะกรรมการ"),
    Signature(
        "ผู้อนุมัติแผน",
        "นางคู่ขนาน ทดแทน",
        "รองผู้อำนวยการ",
        f"ปฏิบัติราชการแทนผู้อำนวยการ{_NAME}",
    ),
)


def plan(fiscal_year: int) -> PlanContent:
    """The plan of the year, in one table with headers of its own."""
    title = filled(_TITLE, fiscal_year)
    columns = tuple(
        ColumnChoice(choice.field, tuple(filled(words, fiscal_year) for words in choice.header))
        for choice in _COLUMNS
    )
    rows = tuple(row(entry, headings, fiscal_year) for headings, entries in _TABLE for entry in entries)
    part = PartContent(
        title=title,
        layout="strategy_quarters",
        fiscal_year=fiscal_year,
        rows=rows,
        columns=columns,
        lines=(_NAME,),
        signatures=_SIGNATURES,
    )
    return PlanContent(
        title=title, organisation=_NAME, fiscal_year=fiscal_year, kind="integrity", parts=(part,)
    )
