namespace Qinglian.Kernel.Ledger;

/// <summary>What can be wrong with a stored ledger.</summary>
public enum LedgerFault
{
    [Words("记录被删除", "Line removed")] Removed,
    [Words("记录被改动", "Line changed")] Changed,
    [Words("记录次序被调换", "Lines reordered")] Reordered,
    [Words("记录重复", "Line duplicated")] Duplicated,
    [Words("账本被截断", "Ledger cut short")] Truncated,
    [Words("记录被成段替换", "Lines replaced together with their hashes")] Replaced,
    [Words("内容被改动", "Content changed")] ContentChanged,
    [Words("内容缺失", "Content missing")] ContentMissing,
    [Words("同一事项的前后记录断开", "Chain of a subject broken")] ChainBroken,
    [Words("树节点缺失", "Tree node missing")] NodeMissing,
    [Words("树节点被改动", "Tree node changed")] NodeChanged,
    [Words("检查点不符", "Checkpoint does not match")] CheckpointMismatch,
    [Words("检查点无效", "Checkpoint not valid")] CheckpointInvalid,
}

/// <summary>One thing that is wrong, and where. Positions count from 0; the words count lines from 1.</summary>
public sealed record LedgerFinding(LedgerFault Fault, long Position, long? LineId, Words Words);

/// <summary>How a verification ended.</summary>
/// <param name="Faults">How many things are wrong; <paramref name="Findings"/> holds only the first of them, by position.</param>
public sealed record LedgerReport(long Lines, long Contents, long Erased, long Checkpoints, Digest Root, long Faults, IReadOnlyList<LedgerFinding> Findings)
{
    public bool Intact => Faults == 0;

    /// <summary>The first broken place.</summary>
    public LedgerFinding? First => Findings.Count == 0 ? null : Findings[0];
}
