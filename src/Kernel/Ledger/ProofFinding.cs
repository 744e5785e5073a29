namespace Qinglian.Kernel.Ledger;

/// <summary>What a proof file is checked for.</summary>
public enum ProofCheck
{
    [Words("内容", "Content")] Content,
    [Words("在账", "Being in the ledger")] Inclusion,
    [Words("检查点签名", "Checkpoint signature")] Signature,
    [Words("外部见证", "Outside witnesses")] Witnesses,
    [Words("只增不改", "Nothing rewritten since")] Continuation,
}

/// <summary>How a check ended. What was not checked is neither right nor wrong.</summary>
public enum ProofOutcome
{
    [Words("已证明", "Proved")] Proved,
    [Words("不符", "Wrong")] Failed,
    [Words("未检查", "Not checked")] NotChecked,
}

/// <summary>One result of checking a proof file.</summary>
public sealed record ProofFinding(ProofCheck Check, ProofOutcome Outcome, Words Words);

internal static class ProofWords
{
    public static readonly Words NoCheckpoint = new("文件中的检查点无法读取。", "The checkpoint in the file cannot be read.");
    public static readonly Words ContentAbsent = new("文件不含内容（已加密、已依规清除或不宜公开），因此只证明了这条记录存在，没有证明其内容。", "The file holds no content (sealed, lawfully erased or not for publication): it is proved that the line exists, not what it says.");
    public static readonly Words ContentProved = new("内容与记账时完全一致。", "The content is exactly what was entered.");
    public static readonly Words ContentChanged = new("内容与记账时不一致：内容或其校验盐已被改动。", "The content is not what was entered: it or its salt was changed.");
    public static readonly Words OutsideCheckpoint = new("这条记录是第 {0} 条，而检查点只确认了 {1} 条。", "This is line {0}, but the checkpoint confirms only {1} lines.");
    public static readonly Words InclusionProved = new("这条记录是账本的第 {0} 条（检查点共 {1} 条），一字未改。", "This is line {0} of the {1} lines of the checkpoint, unchanged.");
    public static readonly Words InclusionFailed = new("这条记录不在检查点确认的账本中：记录、位置或路径已被改动。", "This line is not in the ledger that the checkpoint confirms: the line, its place or the path was changed.");
    public static readonly Words NoKey = new("没有“{0}”的公钥，无法确认签名。", "There is no public key of “{0}”, so the signature cannot be confirmed.");
    public static readonly Words SignatureWrong = new("检查点没有“{0}”的有效签名。", "The checkpoint has no valid signature of “{0}”.");
    public static readonly Words SignatureProved = new("检查点由“{0}”签名，公钥来自本文件，指纹 {1}。请与公布的指纹核对。", "The checkpoint is signed by “{0}” with the key in this file, fingerprint {1}. Compare it with the published one.");
    public static readonly Words SignatureTrusted = new("检查点由“{0}”签名，公钥与您提供的一致，指纹 {1}。", "The checkpoint is signed by “{0}” with the key you supplied, fingerprint {1}.");
    public static readonly Words NoWitness = new("没有可核对的外部见证签名。", "There is no outside witness whose signature could be checked.");
    public static readonly Words WitnessProved = new("外部见证已签名：{0}。", "Signed by outside witnesses: {0}.");
    public static readonly Words WitnessForged = new("以“{0}”名义的见证签名是错的。", "The signature in the name of witness “{0}” is wrong.");
    public static readonly Words NoOlder = new("文件不含更早的检查点，没有检查账本此前是否被重写。", "The file holds no older checkpoint: whether the ledger was rewritten since was not checked.");
    public static readonly Words OlderUnreadable = new("更早的检查点无法读取，或不属于同一账本。", "The older checkpoint cannot be read or is of another ledger.");
    public static readonly Words OlderUnsigned = new("更早的检查点没有有效签名。", "The older checkpoint has no valid signature.");
    public static readonly Words ContinuationProved = new("从 {0} 条到 {1} 条，账本只增加，没有改动。", "From {0} to {1} lines the ledger only grew; nothing was rewritten.");
    public static readonly Words ContinuationFailed = new("{1} 条的账本不是由 {0} 条的账本增加而来：其中有改动。", "The ledger of {1} lines did not grow out of the one of {0} lines: something was rewritten.");
}
