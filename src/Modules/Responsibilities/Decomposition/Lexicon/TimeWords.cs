using System.Text.RegularExpressions;

namespace Qinglian.Responsibilities.Decomposition.Lexicon;

/// <summary>Expressions of cycles and time limits, on normalised text (half-width digits, no blanks).</summary>
internal static partial class TimeWords
{
    private const string Festivals = "(元旦|春节|清明|五一|端午|中秋|国庆|两节)";
    private const string Number = "[0-9一二三四五六七八九十两*×]{1,4}";

    /// <summary>Calendar cycles, most specific first. Named groups tell the cycle.</summary>
    [GeneratedRegex("""
        (?<half>每半年度?|(?<![近前过上下每第])半年(至少|不少于)?[^，。；、\n]{0,16}?[一1](次|遍|轮|回|场|期)|半年[一1](次|报|查|考|通报|[\u4e00-\u9fff]{2})|(一年|每年)(不少于|至少)?[两二2]次|(?<![近这前第])[一1]年[^，。；、\n]{1,10}?[两二2]次)
        |(?<quarter>每逢?个?季度?|按季度?|逐季度?|(?<![一二三四1-4本该上下前第])季度(?!末|初)|(?<![一二三四1-4])季(?=通报|调度|督查|会商|报告|考核|评比|点评|讲评|研判)|[一1]季度?[一1][\u4e00-\u9fff]{1,2})
        |(?<month>每个?月|按月|逐月|月度|月月|[一1]月[一1](?!日)[\u4e00-\u9fff]{1,2}|次月(?=[0-9一二三四五六七八九十底初末])|(?<![0-9一二三四五六七八九十每按逐半])月(?=通报|调度|督查|会商|报告|考核|评比|点评|讲评|研判|例会))
        |(?<year>每年度?|逐年|按年度?|年年|[一1]年[一1](?!度)[\u4e00-\u9fff]{1,2}|(?<![0-9本新上该下全×*])年度(?!内|底))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    public static partial Regex CalendarCycle();

    /// <summary>What comes back without a fixed interval.</summary>
    [GeneratedRegex("持续|(?<!中)长期(?=坚持|开展|抓|跟踪|监测|收集|征集|公开|公示|受理|接受|执行|实行|实施|保存|保留|设立|开设|开通|聘|关注|联系|巡|驻|派|值守|推进|组织|监督|追踪|盯)|经常性?|不?定期|实时|动态|随时|平时|常态化|常年|每天|每日|每周|每星期|逐日|按日|按周|逐周|每旬|每半个?月|半月[一1]|[一1][周日天]一(?!个)|[每逐][次轮批届旬]|每学期|每(隔|[两二三四五六七八九十0-9]{1,2})(个?(周|星期|天|日|月|季度?|年|学期|小时|旬)|年)|(?<![0-9一二三四五六七八九十半])[日周旬](通报|调度|报告|会商|检查|自查|排查|核查|巡查|研判|例会|检)|逢[\u4e00-\u9fff]{1,2}(?=日|必)|重[要大]节日|节假日|逢节|逢年过节")]
    public static partial Regex OpenCycle();

    /// <summary>Intervals shorter than a quarter: 每周, 每两个月.</summary>
    [GeneratedRegex("每隔?[两二三四五六七八九十0-9半]*个?(周|星期|天|日|旬|月)")]
    public static partial Regex Interval();

    /// <summary>Cycles that follow the festivals.</summary>
    [GeneratedRegex("重[要大]节日|节假日|逢年?过?节")]
    public static partial Regex Festival();

    [GeneratedRegex("一次性|(开展|组织|进行|召开|举办)(一|1)次")]
    public static partial Regex Once();

    /// <summary>Time limits with a date, a period or an event; the first alternative that fits wins at its place.</summary>
    [GeneratedRegex($"""
        每个?(月|季度?|年|学期)(度)?({Number}(日|号)|月?[底末初]|[上中下]旬)(之?前|以前)?
        |次月{Number}(日|号)(之?前|以前)?
        |提前{Number}个?(工作日|小时|天|日|周|月)
        |([0-9*×]{"{2,4}"}年)?({Number}月)({Number}(日|号)|[底末初]|[上中下]旬)?(之?前|以前|底前)
        |([0-9*×]{"{2,4}"}年)?{Number}月({Number}(日|号)|[底末初]|[上中下]旬)?起
        |限{Number}个?(工作日|小时|天|日)(内)?
        |({Number}|半|几)个?(工作日|小时|月|周|天|日|年)(之?内|以内)
        |(本|下|当)?(周|星期)[一二三四五六日末天]?(之?前|以前|内)
        |(今年|本年度?|年度|年)(底前|底之前|末前|内|底|前)|每?年底(前|之前)?|(本|当|次|下)?(月|季度|季)[底末](前|之前)?
        |(今年|[0-9]{"{4}"}年)?(上半年|下半年|(第?[一二三四1-4])季度[末底初]?(之?前)?)|今年|全年|明年|本月内?|当[日天月]|次[日月年](?!的)|即日起?|[年岁][终末](?!总结|考核|述职|报告|评)|每?月[末](?!例会)
        |({Festivals}节?[、和及]?)+前夕?
        |(开学|放假|暑假|寒假|学期结束|期末|收假|考试|农忙|春耕|秋收|雨季|主?汛期|入汛|冬季|入冬|供暖季?|开班|开园|开业|投产|投运|竣工|交付|选举|到期|期满|届满|出厂|出库|离校|签约|招标|开标|评标|上会|审议|公示|发布|拨付|付款|启用|上线)之?前
        |((上任|上岗|任前|任职|入职|离任|离岗|岗|任|换届|提拔|出国|重[要大]节日|节日|节|会|汛|事|春节|国庆|开工|投用|验收)前、?)+
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    public static partial Regex Limit();

    /// <summary>A time by which something is to be reached.</summary>
    [GeneratedRegex($"{Number}月({Number}[日号])?起|(周|星期)[一二三四五六日末](之?前|以前)|年内|年底|月底|季度末|上半年|{Number}月份?({Number}[日号]|底|末)?(之?前|以前)|{Number}个?(工作日|月|天|日|年)(之?内|以内)|本月内")]
    public static partial Regex Deadline();

    /// <summary>Urgency without a date.</summary>
    [GeneratedRegex("及时|立即|立刻|马上|迅速|尽快|第一时间|限期|按期|如期|按时|适时|抓紧|近期|随到随办|即知即改|立行立改|边查边改")]
    public static partial Regex Urgency();

    /// <summary>A time phrase that stands before or after the subject and can be passed over.</summary>
    [GeneratedRegex($"""
        \G((在|于|从|自|到|截至|截止到?)?(今年|上个月|上星期|前几天|前些天|前些日子|前阵子|有一次|有一回|明年|本年度|全年|年内|当前|目前|近期|下一步|今后|平时|新的一年(里)?|新时期|新形势下|上半年|下半年|本月|每逢?季度?(首|末|第[一二三]个?|最后[一1]?个?)月({Number}[日号]|[底末初]|[上中下]旬)?|(半年|[一1](年|季度?|个?月|周)|半月)(?=[^，。；]{"{1,16}"}[一两1-9](次|遍|轮|回|场|期))|每个?(月|季度?|年度?|周[一二三四五六日]?|星期[一二三四五六日]?|天|日|旬|学期|半个?[年月])[末底初]?|每(隔|[两二三四五六七八九十0-9]{"{1,2}"})个?(周|星期|天|日|月|季度?|年|学期|小时|旬)|逢[年节集圩墟周]日?|逢[一二三四五六七八九十、0-9]+日?|每月{Number}[日号]|当[日天月年]|次[日月年]|次月{Number}[日号]
        |[0-9*×]{"{4}"}年([底初中末终]|上半年|下半年)?(?!以来|来|的|度|[0-9])|([0-9]{"{4}"}年)?{Number}月份?({Number}[日号]|[底末初])?|{Number}个?(工作日|月|天|日|小时)|提前{Number}个?(工作日|小时|天|日|周|月)|第一时间|(任职|上任|上岗|入职|离任|离岗|提拔|换届|出国|开学|放假|开工|验收|投用|开班|节)[前后]|年[底初中末终]|月[底初末]|季[末初]|岁末|({Festivals}节?[、和及]?)+(前夕|前后|前|期间)|([一二三四1-4]|第[一二三四])季度[末初]?|下?周[一二三四五六日]|(重[要大]节日|节假日|节日|节)(?=前|期间))(之?前|以前|之?内|以内|期间|开始|起|里)?[，]?)+
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    public static partial Regex Phrase();
}
