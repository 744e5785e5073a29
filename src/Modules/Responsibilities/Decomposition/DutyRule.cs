using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>The rule that made a passage a duty; shown to the person who confirms it.</summary>
public enum DutyRule
{
    [Words("写明了由谁做", "the text names who is to act")] NamedActor,
    [Words("用“由……”交给某个主体", "given to somebody with “由”")] Assigned,
    [Words("用“请……”提出要求", "asked for with “请”")] Requested,
    [Words("用“督促、推动……”要求某个主体去做", "somebody is urged to act (督促, 推动)")] Urged,
    [Words("用“严禁、不得”等禁止", "forbidden (严禁, 不得)")] Forbidden,
    [Words("用“要、应、必须”等提出要求", "demanded with a modal word (要, 应, 必须)")] Demanded,
    [Words("写明了周期或时限", "a cycle or a date is stated")] Timed,
    [Words("无主语句，以做事的动词开头", "imperative sentence that starts with a verb of action")] Imperative,
}
