using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>How far somebody has come at the door. Only the last one is being signed in.</summary>
public enum SessionStage
{
    /// <summary>The password was right; the second factor is still to come.</summary>
    [Words("等待双重验证", "second factor awaited")] AwaitsFactor,

    /// <summary>The password was right and there is no second factor yet: it must be set up first.</summary>
    [Words("等待设置双重验证", "second factor to be set up")] MustEnrol,

    [Words("已登录", "signed in")] Full,
}

/// <summary>How somebody proved who they are.</summary>
public enum SessionMethod
{
    [Words("密码和验证器", "password and authenticator app")] Authenticator,
    [Words("密码和恢复码", "password and recovery code")] RecoveryCode,
    [Words("通行密钥", "passkey")] Passkey,
    [Words("演示", "demonstration")] Demo,
}

/// <summary>A stay of one person in one browser, kept here and not in the browser, so that it can be ended from here.</summary>
/// <param name="FreshAt">When the person last proved who they are.</param>
public sealed record Session(Guid Id, PersonId Person, SessionStage Stage, SessionMethod Method, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset FreshAt);
