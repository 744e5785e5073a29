#pragma warning disable
namespace Qinglian.Kernel.Ledger;
public enum LedgerKind { Act, Opened, Refusal, Read, Export, SignIn, SignOut, Register, Setting, System }
public sealed record LedgerLine(long Id, DateTimeOffset At, Guid Actor, LedgerKind Kind, Guid Subject, int Revision, string Procedure, string Action, byte[] Commitment, byte[] Previous) { public byte[] Hash() => []; }
public sealed record LedgerContent(long LineId, byte[] Salt, byte[] Content) { public static LedgerContent Of(long id, byte[] content) => throw new Exception(); public byte[] Commitment() => []; }
