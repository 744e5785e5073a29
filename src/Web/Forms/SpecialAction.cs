using Qinglian.Kernel.Procedures;

namespace Qinglian.Web.Forms;

/// <summary>An action whose form deserves a page of its own. The buttons of the dossier lead there.</summary>
public sealed record SpecialAction(Type Action, Func<Dossier, string> Href);
