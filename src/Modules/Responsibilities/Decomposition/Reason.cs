using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Why a passage is not proposed as a duty.</summary>
public enum Reason
{
    [Words("文件外的广告或转载标记", "advertising or reseller's mark, not part of the document")] Advertising,
    [Words("标题、发文字号或日期", "title, document number or date")] Title,
    [Words("称呼、问候或主送单位", "greeting or list of addressees")] Greeting,
    [Words("小标题或段首主旨句", "heading or topic sentence")] Heading,
    [Words("引出下文的话", "lead-in to what follows")] LeadIn,
    [Words("陈述事实或道理", "statement of fact or of a view")] Statement,
    [Words("回顾过去的工作", "review of the past")] Review,
    [Words("指出问题和不足", "account of problems")] Problem,
    [Words("态度、品格要求，无法作为事项检查", "attitude or conviction, nothing that can be checked as done")] Attitude,
    [Words("学习领会类要求，没有具体安排", "wish to study or understand, without an arrangement")] Study,
    [Words("原则性要求，没有具体事项", "principle without an act of its own")] Principle,
    [Words("目的或预期效果", "purpose or hoped-for result")] Purpose,
    [Words("口号或比喻", "slogan or image")] Slogan,
    [Words("结束语、号召", "closing words or appeal")] Closing,
    [Words("只说明背景、依据或方式", "only circumstances, basis or manner")] Circumstance,
    [Words("残缺的字词", "broken piece of text")] Fragment,
    [Words("条目的编号", "number of an item")] Number,
    [Words("没有找到要做的事", "no act was found")] NoAct,
}
