import Diagnostics

extension DiagnosticCode {
    public static let unknownName = DiagnosticCode("LC0301", zh: "名称未声明", en: "unknown name")
    public static let duplicateName = DiagnosticCode("LC0302", zh: "名称重复", en: "name declared twice")
    public static let typeMismatch = DiagnosticCode("LC0303", zh: "类型不符", en: "wrong type of value")
    public static let unitMismatch = DiagnosticCode("LC0304", zh: "单位不符", en: "units do not match")
    public static let barePercent = DiagnosticCode("LC0305", zh: "百分数与纯数混用", en: "bare number beside a percentage")
    public static let unknownUnit = DiagnosticCode("LC0306", zh: "单位未知", en: "unknown unit")
    public static let unknownOption = DiagnosticCode("LC0307", zh: "选项未声明", en: "unknown option")
    public static let unknownFunction = DiagnosticCode("LC0308", zh: "函数未知", en: "unknown function")
    public static let wrongArguments = DiagnosticCode("LC0309", zh: "参数不符", en: "wrong arguments")
    public static let cyclicDefinition = DiagnosticCode("LC0310", zh: "循环定义", en: "definition in a circle")
    public static let mayNotApply = DiagnosticCode("LC0311", zh: "可能不适用", en: "something that may not apply")
    public static let incompleteInput = DiagnosticCode("LC0312", zh: "输入声明不全", en: "input declaration incomplete")
    public static let unknownField = DiagnosticCode("LC0313", zh: "没有这个字段", en: "no such field")
    public static let outsideProfile = DiagnosticCode("LC0314", zh: "不在语言范围内", en: "outside the language profile")
    public static let missingImport = DiagnosticCode("LC0315", zh: "引用的文件不存在", en: "used file not found")
    public static let needsConstant = DiagnosticCode("LC0316", zh: "检查时须已知", en: "must be known when checked")
    public static let badPattern = DiagnosticCode("LC0317", zh: "不支持的匹配式", en: "pattern outside the profile")
    public static let numberBesidePercentProduct = DiagnosticCode(
        "LC0318", zh: "无单位的数与百分数的积", en: "bare number beside a product with a percentage")
    public static let numberBesideMixed = DiagnosticCode(
        "LC0319", zh: "无单位的数与混合单位", en: "bare number beside mixed units")
    public static let needWithoutPoints = DiagnosticCode(
        "LC0322", zh: "零分无处可记", en: "zero points where there are none to give")
    public static let unheededKey = DiagnosticCode("LC0320", zh: "写了不起作用的键", en: "key without effect")
    public static let tooManyElements = DiagnosticCode("LC0407", zh: "列表太长", en: "list too long")
    public static let noSuchValue = DiagnosticCode("LC0408", zh: "没有这个值", en: "there is no such value")
    public static let emptyRange = DiagnosticCode("LC0401", zh: "范围为空", en: "empty range")
    public static let tooWide = DiagnosticCode("LC0403", zh: "数值可能超出 128 位", en: "numbers may outgrow 128 bits")
    public static let divisionByZero = DiagnosticCode("LC0402", zh: "除数可能为零", en: "divisor may be zero")
    public static let decided = DiagnosticCode("LC0404", zh: "比较恒成立或恒不成立", en: "comparison is always the same")
    public static let emptyList = DiagnosticCode("LC0405", zh: "列表可能为空", en: "list may be empty")
    public static let tableGap = DiagnosticCode("LC0501", zh: "表有缺口", en: "table has a gap")
    public static let tableOverlap = DiagnosticCode("LC0502", zh: "表有重叠", en: "table rows overlap")
    public static let deadRow = DiagnosticCode("LC0503", zh: "表行永不命中", en: "row can never match")
    public static let tableShape = DiagnosticCode("LC0504", zh: "表的列不对", en: "table has the wrong columns")
    public static let bandOrder = DiagnosticCode("LC0505", zh: "档位顺序不对", en: "steps out of order")
    public static let anchorOrder = DiagnosticCode("LC0506", zh: "锚点不对", en: "anchors do not work")
    public static let unprovable = DiagnosticCode("LC0507", zh: "无法证明完整", en: "completeness cannot be proved")
    public static let parameterGap = DiagnosticCode("LC0508", zh: "参数查不到值", en: "parameter without a value")
    public static let uncoveredDate = DiagnosticCode("LC0509", zh: "有的日期没有参数值", en: "days without a parameter value")
    public static let proofFails = DiagnosticCode("LC0510", zh: "须证的关系不成立", en: "a stated relation does not hold")
    public static let pointsSum = DiagnosticCode("LC0601", zh: "分值加不起来", en: "points do not add up")
    public static let weightSum = DiagnosticCode("LC0602", zh: "权重加不起来", en: "weights do not add up")
    public static let unreachableGrade = DiagnosticCode("LC0603", zh: "等级达不到", en: "grade cannot be reached")
    public static let gradeOrder = DiagnosticCode("LC0604", zh: "等级次序或覆盖不对", en: "grades out of order or incomplete")
    public static let missingProvenance = DiagnosticCode(
        "LC0605", zh: "缺少依据标注", en: "threshold without a provenance mark")
    public static let unverified = DiagnosticCode("LC0606", zh: "依据未核实", en: "threshold not verified")
    public static let provisionalGate = DiagnosticCode("LC0621", zh: "门槛还是暂行的", en: "gate still provisional")
    public static let unused = DiagnosticCode("LC0607", zh: "声明了却没用", en: "declared but not used")
    public static let multiplierRows = DiagnosticCode("LC0608", zh: "倍率表不全", en: "multiplier table incomplete")
    public static let multiplierBounds = DiagnosticCode("LC0609", zh: "倍率超出界限", en: "multiplier outside its bounds")
    public static let evidenceFactor = DiagnosticCode("LC0610", zh: "证据系数不对", en: "evidence factor out of range")
    public static let fullPoints = DiagnosticCode("LC0611", zh: "分值与满分不符", en: "points do not fit the maximum")
    public static let unknownTag = DiagnosticCode("LC0612", zh: "没有这个标签", en: "no criterion has this tag")
    public static let mayDropBound = DiagnosticCode("LC0613", zh: "可缺项上限不对", en: "bound on what may drop out")
    public static let passingRound = DiagnosticCode("LC0619", zh: "修约会超出上下限", en: "rounding that passes its bound")

    public static let changeDeclaration = DiagnosticCode(
        "LC0616", zh: "可改进的写法不对", en: "a change that cannot be made")

    /// All codes of the checker.
    public static let ruleModelCodes: [DiagnosticCode] = [
        .unknownName, .duplicateName, .typeMismatch, .unitMismatch, .barePercent, .unknownUnit, .unknownOption,
        .unknownFunction,
        .wrongArguments, .cyclicDefinition, .mayNotApply, .incompleteInput, .unknownField, .outsideProfile,
        .missingImport,
        .emptyRange, .divisionByZero, .tooWide, .decided, .emptyList, .tableGap, .tableOverlap, .deadRow, .tableShape,
        .bandOrder,
        .anchorOrder, .unprovable, .parameterGap, .uncoveredDate, .proofFails, .pointsSum, .weightSum,
        .unreachableGrade,
        .gradeOrder, .missingProvenance, .unverified, .provisionalGate, .unused, .multiplierRows, .multiplierBounds,
        .evidenceFactor,
        .fullPoints,
        .unknownTag, .mayDropBound, .passingRound, .changeDeclaration, .needsConstant, .badPattern,
        .numberBesidePercentProduct, .numberBesideMixed, .tooManyElements, .noSuchValue, .needWithoutPoints,
        .unheededKey,
    ]
}
